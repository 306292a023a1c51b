using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Invocation.Responses;

namespace Versori.Connectors.Tests.Invocation.Protocols;

/// <summary>SOAP operations over the wire: envelopes, results, faults, hostile XML.</summary>
public sealed class SoapCallTests : CallingTest
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private string _body = "";
    private string _type = "";
    private string _action = "";

    [Fact]
    public async Task A_soap_11_request_has_an_envelope_with_header_parts_and_a_quoted_action()
    {
        Receive(200, Envelope(Soap11, "<r:Made xmlns:r=\"urn:o\"><r:id>7</r:id></r:Made>"));
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        var result = await CallAsync(connection, new()
        {
            ["note"] = "a < b & c",
            ["id"] = 7,
            ["session"] = "s",
            ["lines"] = new[] { "x", "y" },
        });

        Assert.Equal(("text/xml; charset=utf-8", "\"urn:o/Make\""), (_type, _action));
        var envelope = XDocument.Parse(_body).Root!;
        XNamespace soap = Soap11, own = "urn:o", other = "urn:s";
        var session = envelope.Element(soap + "Header")!.Element(other + "Session")!;
        Assert.Equal(("s", "1"), (session.Value, session.Attribute(soap + "mustUnderstand")!.Value));
        var request = envelope.Element(soap + "Body")!.Element(own + "Make")!;
        Assert.Equal(
            ["id 7", "lines x", "lines y", "note a < b & c"],
            request.Elements().Select(field => $"{field.Name.LocalName} {field.Value}"));
        Assert.All(request.Elements(), field => Assert.Equal(own, field.Name.Namespace));
        Assert.Equal("7", result.ReadSoap().Element(own + "id")!.Value);
    }

    [Fact]
    public async Task A_soap_12_request_has_the_action_in_its_media_type()
    {
        Receive(200, Envelope(Soap12, "<ok/>"), "application/soap+xml");
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap12));

        Assert.True((await CallAsync(connection, new() { ["id"] = 7 })).IsSuccess);

        Assert.Equal(("application/soap+xml; charset=utf-8; action=\"urn:o/Make\"", ""), (_type, _action));
        Assert.Equal(XName.Get("Envelope", Soap12), XDocument.Parse(_body).Root!.Name);
    }

    [Fact]
    public async Task Null_in_the_body_is_nil_and_fields_can_be_unqualified()
    {
        Receive(200, Envelope(Soap11, "<ok/>"));
        var endpoint = Endpoint(SoapVersion.Soap11);
        var connection = await ConnectAsync(endpoint with { Soap = endpoint.Soap! with { QualifiesFields = false } });

        await CallAsync(connection, new()
        {
            ["body"] = JsonNode.Parse("""{"id":7,"note":null}"""),
        });

        var request = XDocument.Parse(_body).Descendants(XName.Get("Make", "urn:o")).Single();
        Assert.Equal("true", request.Element("note")!.Attribute(XName.Get("nil", Instance))!.Value);
        Assert.Equal("7", request.Element("id")!.Value);
    }

    [Fact]
    public async Task An_element_can_be_the_whole_body()
    {
        Receive(200, Envelope(Soap11, "<ok/>"));
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        await CallAsync(connection, new() { ["body"] = new XElement("own", "x") });

        Assert.Equal("x", XDocument.Parse(_body).Root!.Element(XName.Get("Body", Soap11))!.Element("own")!.Value);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("other")]
    public async Task Fields_are_checked_before_anything_is_sent(string place)
    {
        Receive(200, "");
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => CallAsync(connection, new() { [place] = "text" }));

        Assert.Contains(exception.Errors, error => error.Location == place);
        Assert.Equal("", _body);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_soap_11_fault_is_a_failure_with_the_systems_message(int status)
    {
        Receive(status, Envelope(
            Soap11,
            "<s:Fault><faultcode>s:Client</faultcode><faultstring>No such\n order s3cr3t-value</faultstring>"
            + "<detail><e:Error xmlns:e=\"urn:e\"><e:Code>17</e:Code></e:Error></detail></s:Fault>"));
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        var result = await CallAsync(connection, new() { ["id"] = 7 });

        Assert.Equal(ResponseOutcome.Failed, result.Outcome);
        Assert.Equal(("Client", "No such order [redacted]", "17"), Parts(result));
        Assert.Equal("No such order [redacted]", result.Error!.ServerMessage);
    }

    [Fact]
    public async Task A_soap_12_fault_has_a_code_a_reason_and_a_detail()
    {
        Receive(
            500,
            Envelope(
                Soap12,
                "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>m:Late</s:Value></s:Subcode></s:Code>"
                + "<s:Reason><s:Text xml:lang=\"de\">Zu spät</s:Text><s:Text xml:lang=\"en-GB\">Too late</s:Text>"
                + "</s:Reason><s:Detail><a>b</a></s:Detail></s:Fault>"),
            "application/soap+xml; charset=utf-8");
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap12));

        Assert.Equal(("Late", "Too late", "b"), Parts(await CallAsync(connection, new() { ["id"] = 7 })));
    }

    [Fact]
    public async Task The_message_can_be_an_element_of_the_detail()
    {
        Receive(500, Envelope(
            Soap11,
            "<s:Fault><faultstring>Error</faultstring><detail><x><Text>Stock is 0</Text></x></detail></s:Fault>"));
        var endpoint = Endpoint(SoapVersion.Soap11);
        var connection = await ConnectAsync(endpoint with { Soap = endpoint.Soap! with { FaultMessage = "Text" } });

        Assert.Equal("Stock is 0", (await CallAsync(connection, new() { ["id"] = 7 })).Problem!.Message);
    }

    [Theory]
    [InlineData("text/html", "<p>hello</p>", "text/html")]
    [InlineData("multipart/related; boundary=x", "--x--", "attachments")]
    [InlineData("text/xml", "<a/>", "not a SOAP envelope")]
    [InlineData("text/xml", "<Envelope", "well-formed")]
    [InlineData("text/xml", "<s:Envelope xmlns:s=\"" + Soap11 + "\"><s:Header/></s:Envelope>", "no body")]
    [InlineData("text/xml", "<s:Envelope xmlns:s=\"" + Soap11 + "\"><s:Body><a></s:Body></s:Envelope>", "well-formed")]
    [InlineData("text/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "document type")]
    public async Task A_response_that_is_not_soap_is_a_typed_error(string type, string body, string message)
    {
        Receive(200, body, type);
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => CallAsync(connection, new() { ["id"] = 7 }));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, exception.Error.Code);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_with_a_document_type_definition_is_judged_by_its_status()
    {
        Receive(
            500,
            "<!DOCTYPE a [<!ENTITY x \"y\">]>"
            + Envelope(Soap11, "<s:Fault><faultstring>&x;</faultstring></s:Fault>"));
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        var result = await CallAsync(connection, new() { ["id"] = 7 });

        Assert.Equal((ResponseOutcome.Failed, null), (result.Outcome, result.Problem));
    }

    [Fact]
    public async Task A_fault_that_is_nested_deeply_is_read()
    {
        var depth = 50_000;
        var detail = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        Receive(500, Envelope(
            Soap11, $"<s:Fault><faultstring>Deep</faultstring><detail>{detail}</detail></s:Fault>"));
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        Assert.Equal("Deep", (await CallAsync(connection, new() { ["id"] = 7 })).Problem!.Message);
    }

    [Fact]
    public async Task A_one_way_operation_has_no_content()
    {
        Receive(202, "");
        var connection = await ConnectAsync(Endpoint(SoapVersion.Soap11));

        Assert.True((await CallAsync(connection, new() { ["id"] = 7 })).IsSuccess);
    }

    private static (string?, string?, string?) Parts(InvocationResult result) =>
        (result.Problem!.Code, result.Problem.Message, result.Problem.Detail);

    private static string Envelope(string space, string body) =>
        $"<s:Envelope xmlns:s=\"{space}\"><s:Header/><s:Body>{body}</s:Body></s:Envelope>";

    private static ConnectorEndpoint Endpoint(SoapVersion version) => new()
    {
        Id = "call",
        Method = "POST",
        Path = "/soap",
        RequestBody = new()
        {
            ContentType = "text/xml",
            Schema = JsonSchema.Parse(
                """
                {"type":"object","required":["id"],"additionalProperties":false,"properties":{
                  "session":{"type":"string"},"id":{"type":"integer"},
                  "lines":{"type":"array","items":{"type":"string"}},"note":{"type":["string","null"]}}}
                """),
        },
        Soap = new()
        {
            Version = version,
            Action = "urn:o/Make",
            Element = "Make",
            Namespace = "urn:o",
            HeaderParts =
            [
                new() { Field = "session", Element = "Session", Namespace = "urn:s", MustUnderstand = true },
            ],
        },
    };

    private Task<InvocationResult> CallAsync(Connection connection, EndpointArguments arguments) =>
        Invoker.InvokeAsync(connection.Id, "call", arguments, Cancellation);

    private void Receive(int status, string body, string type = "text/xml; charset=utf-8") =>
        Respond = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _body = await reader.ReadToEndAsync(context.RequestAborted);
            _type = context.Request.ContentType ?? "";
            _action = context.Request.Headers["SOAPAction"].ToString();
            context.Response.StatusCode = status;
            if (body.Length == 0) return;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body, context.RequestAborted);
        };
}

using System.Net;
using System.Text;

namespace Versori.Connectors.Generation.Tests.Sources;

/// <summary>Documents that are made to take long, to hide a secret, or to cause an unexpected failure.</summary>
public sealed class HostileSourceTests
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema";

    [Fact]
    public async Task A_long_comment_before_a_document_is_read_at_once()
    {
        var comment = string.Concat(Enumerable.Repeat("# a licence\n\n", 50_000));

        var import = await ImportAsync(comment + """
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            servers: [{ url: "https://shop.example" }]
            paths: { /orders: { get: { operationId: list, responses: {} } } }
            """);

        Assert.Equal("list", Assert.Single(import.Definition.Endpoints).Id);
    }

    [Theory]
    [InlineData("""mutation { login(password: \"canary-9f2c\") { token } }""")]
    [InlineData("""query { me(token: \"eyJhbGciOiJIUzI1NiJ9.canary-9f2c.canary-9f2c\") { id } }""")]
    [InlineData("""query { order(id: {{order}}, note: \"canary-9f2c\") { id } }""")]
    public async Task A_graphql_query_with_a_secret_or_a_variable_in_its_text_is_left_out(string query)
    {
        var import = await ImportAsync($$$"""
            {
              "info": {
                "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
              },
              "item": [{
                "name": "Call", "request": {
                  "method": "POST", "url": "https://shop.example/graphql",
                  "body": { "mode": "graphql", "graphql": { "query": "{{{query}}}", "variables": "" } }
                }
              }]
            }
            """);

        Assert.DoesNotContain("canary", import.Definition.ToJson(), StringComparison.Ordinal);
        Assert.Contains(
            import.Warnings, warning => warning.Message.Contains("variables of GraphQL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_in_a_header_of_a_collection_is_no_example()
    {
        var import = await ImportAsync("""
            {
              "info": {
                "name": "Bins", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
              },
              "item": [{
                "name": "Call", "request": {
                  "method": "GET", "url": "https://bins.example/b?code=1",
                  "header": [
                    { "key": "X-Master-Key", "value": "$2b$10$canary9f2ccanary9f2ccanary9f2c" },
                    { "key": "x-functions-key", "value": "canary" }
                  ]
                }
              }]
            }
            """);

        Assert.DoesNotContain("canary", import.Definition.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_that_grow_are_not_expanded()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 20_000));
        var uses = string.Concat(Enumerable.Repeat("{{a}}", 5_000));

        var import = await ImportAsync($$"""
            {
              "info": {
                "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
              },
              "variable": [{ "key": "a", "value": "{{words}}" }],
              "item": [{ "name": "Call", "request": { "method": "GET", "url": "https://shop.example/x?q={{uses}}" } }]
            }
            """);

        Assert.True(import.Definition.ToJson().Length < 2_000_000);
    }

    [Fact]
    public async Task Groups_and_types_that_double_with_each_level_are_expanded_once()
    {
        var groups = string.Concat(Enumerable.Range(0, 60).Select(level => $"""
            <xs:group name="g{level}"><xs:sequence>
              <xs:element name="e{level}" type="xs:string"/>
              <xs:group ref="t:g{level + 1}"/><xs:group ref="t:g{level + 1}"/>
            </xs:sequence></xs:group>
            """));

        var import = await ImportAsync($"""
            <wsdl:definitions name="Orders" targetNamespace="urn:orders" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="{Schema}" xmlns:t="urn:orders">
              <wsdl:types><xs:schema targetNamespace="urn:orders" elementFormDefault="qualified">
                {groups}
                <xs:group name="g60"><xs:sequence><xs:element name="last" type="xs:string"/></xs:sequence></xs:group>
                <xs:element name="Get"><xs:complexType><xs:group ref="t:g0"/></xs:complexType></xs:element>
              </xs:schema></wsdl:types>
              <wsdl:message name="GetIn"><wsdl:part name="body" element="t:Get"/></wsdl:message>
              <wsdl:portType name="Port">
                <wsdl:operation name="Get"><wsdl:input message="t:GetIn"/></wsdl:operation>
              </wsdl:portType>
              <wsdl:binding name="Binding" type="t:Port">
                <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                <wsdl:operation name="Get">
                  <soap:operation soapAction="urn:get"/><wsdl:input><soap:body use="literal"/></wsdl:input>
                </wsdl:operation>
              </wsdl:binding>
              <wsdl:service name="Service"><wsdl:port name="Port" binding="t:Binding">
                <soap:address location="https://orders.example/soap"/>
              </wsdl:port></wsdl:service>
            </wsdl:definitions>
            """);

        var json = import.Definition.ToJson();
        Assert.Contains("\"e0\"", json, StringComparison.Ordinal);
        Assert.Contains("\"e20\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_path_of_values_alone_has_a_name_for_each()
    {
        var path = string.Concat(Enumerable.Range(0, 4_000).Select(number => $"/{number}"));

        var exception = await Record.ExceptionAsync(() => ImportAsync($$"""
            {
              "log": { "version": "1.2", "creator": { "name": "x", "version": "1" }, "entries": [{
                "startedDateTime": "2026-01-01T00:00:00Z", "time": 1,
                "request": { "method": "GET", "url": "https://shop.example{{path}}", "httpVersion": "HTTP/1.1",
                  "headers": [], "queryString": [], "cookies": [] },
                "response": {
                  "status": 200, "headers": [], "content": { "mimeType": "application/json", "text": "{}" }
                }
              }] }
            }
            """));

        Assert.True(exception is null or ConnectorException, $"{exception}");
    }

    [Fact]
    public async Task A_deep_extension_is_left_out_and_a_url_of_its_own_that_is_none_is_ignored()
    {
        var deep = new string('[', 100) + new string(']', 100);

        var import = await ImportAsync($$"""
            {
              "openapi": "3.2.0", "$self": "//bad host/", "info": { "title": "Shop", "version": "1" },
              "servers": [{ "url": "https://shop.example" }], "x-versori-calls": { "retry": {{deep}} },
              "paths": { "/orders": { "get": { "operationId": "list", "responses": {} } } }
            }
            """);

        Assert.Null(import.Definition.Retry);
        Assert.Single(import.Definition.Endpoints);
    }

    [Fact]
    public async Task References_of_members_with_the_names_of_keywords_are_read()
    {
        var source = ConnectorSource.OpenApi("""
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            servers: [{ url: "https://shop.example" }]
            paths:
              /orders:
                get:
                  operationId: list
                  responses:
                    default: { $ref: "./parts.yaml#/Page" }
            """).WithRelated("parts.yaml", """
            Page:
              description: A page
              content:
                application/json:
                  schema: { type: object, properties: { value: { $ref: "#/Order" } } }
            Order: { type: object, properties: { number: { type: integer } } }
            """).WithAuth(new BearerAuth());

        var import = await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);

        Assert.Contains("\"number\"", import.Definition.ToJson(), StringComparison.Ordinal);
        Assert.Empty(import.Warnings);
    }

    [Theory]
    [InlineData("https://login.example.com/")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"errors":[{"message":"introspection is disabled"}]}""")]
    public async Task What_is_no_schema_is_refused_when_an_endpoint_is_asked_for_it(string body)
    {
        using var client = new HttpClient(new Responder(body));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => GraphQLIntrospection.ReadAsync(
            client,
            new Uri("https://shop.example/graphql"),
            cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_time_is_unavailable()
    {
        using var client = new HttpClient(new Responder(null)) { Timeout = TimeSpan.FromMilliseconds(50) };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => GraphQLIntrospection.ReadAsync(
            client,
            new Uri("https://shop.example/graphql"),
            cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorErrorCode.Unavailable, exception.Code);
    }

    private static Task<ImportedConnector> ImportAsync(string text) => ConnectorGenerator.Create().ImportAsync(
        ConnectorSource.Document(text), TestContext.Current.CancellationToken);

    private sealed class Responder(string? body) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (body is null) await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(HttpStatusCode.OK) { Content = new StringContent(body!, Encoding.UTF8) };
        }
    }
}

using System.Globalization;
using System.Text;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Plans over JSON documents that were never read, of which only parts are read whole.</summary>
public class ColdPlanTests
{
    private const string Requirement = "List the refunds of an invoice and create a label of a shipment.";

    private static readonly string[] Things =
        ["order", "invoice", "customer", "shipment", "product", "warehouse", "ticket", "channel", "course", "sensor"];

    private static readonly string[] Parts =
        ["line", "note", "address", "tax", "label", "event", "refund", "approval", "discount", "history"];

    [Theory]
    [InlineData("\"openapi\":\"3.0.3\"")]
    [InlineData("\"openapi\":\"3.1.0\"")]
    [InlineData("\"openapi\":\"3.2.0\"")]
    [InlineData("\"swagger\":\"2.0\"")]
    public async Task A_plan_of_parts_has_the_endpoints_of_a_plan_of_the_whole(string version)
    {
        var text = Large(version);

        var parts = (await PlanAsync(text, inParts: true)).Connectors.Single();
        var whole = (await PlanAsync(text, inParts: false)).Connectors.Single();

        Assert.Equal(whole.Choices, parts.Choices);
        Assert.Equal(whole.Definition, parts.Definition);
        Assert.Equal(whole.OpenQuestions, parts.OpenQuestions);
        Assert.Contains("list-invoice-refund", parts.Endpoints);
        Assert.NotEmpty(parts.Definition.Schemas);
    }

    [Fact]
    public async Task A_small_document_gives_the_same_plan_in_parts()
    {
        var text = Samples.Read("chat.json");

        Assert.Equal(
            await PlanAsync(text, inParts: false, "Post a message"),
            await PlanAsync(text, inParts: true, "Post a message"));
    }

    [Fact]
    public async Task Only_the_operations_that_the_plan_can_be_about_are_read_whole()
    {
        var text = Large("\"openapi\":\"3.0.3\"");
        var outline = OutlineReader.Read(Encoding.UTF8.GetBytes(text), new(default))!;
        var one = outline.Operations.First(operation => operation.OperationId == "list-invoice-refund");

        var reduced = Encoding.UTF8.GetString(ReducedDocument.Write(outline, [one], new(default)).Span);
        var import = await Samples.Import(reduced);

        Assert.Equal(200, outline.Operations.Count());
        Assert.Equal(["list-invoice-refund"], import.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal(["invoice-refund", "Shared"], import.Definition.Schemas.Keys);
    }

    [Fact]
    public async Task Ids_are_those_of_the_whole_document()
    {
        var text = Large("\"openapi\":\"3.0.3\"")
            .Replace(
                "\"operationId\":\"list-order-label\"",
                "\"operationId\":\"create-shipment-label\"",
                StringComparison.Ordinal)
            .Replace("\"operationId\":\"list-invoice-refund\",", "", StringComparison.Ordinal);

        var parts = (await PlanAsync(text, inParts: true)).Connectors.Single();
        var whole = (await PlanAsync(text, inParts: false)).Connectors.Single();

        Assert.Equal(whole.Endpoints, parts.Endpoints);
        Assert.Contains("get-invoices-id-refunds", parts.Endpoints);
        Assert.Contains("post-shipments-id-labels", parts.Endpoints);
    }

    [Fact]
    public async Task What_the_operations_refer_to_comes_along()
    {
        var text = Large("\"openapi\":\"3.1.0\"").Replace(
            "\"invoice-refund\":{\"type\":\"object\"",
            "\"a/b\":{\"type\":\"integer\"},\"invoice-refund\":{\"discriminator\":{\"propertyName\":\"k\",\"mapping\":"
            + "{\"x\":\"tax-only\"}},\"properties\":{\"e\":{\"$ref\":\"#/components/schemas/a~1b\"},\"p\":{\"$ref\":"
            + "\"#/paths/~1orders~1{id}~1notes/get/responses/200/content/application~1json/schema\"}},"
            + "\"type\":\"object\"",
            StringComparison.Ordinal)
            .Replace("\"Shared\":{", "\"tax-only\":{\"type\":\"string\"},\"Shared\":{", StringComparison.Ordinal);

        var parts = (await PlanAsync(text, inParts: true)).Connectors.Single();
        var whole = (await PlanAsync(text, inParts: false)).Connectors.Single();

        Assert.Contains("a/b", parts.Definition.Schemas.Keys);
        Assert.Contains("tax-only", parts.Definition.Schemas.Keys);
        Assert.Equal(whole.Definition, parts.Definition);
    }

    [Fact]
    public async Task The_check_endpoint_and_webhooks_come_along()
    {
        var text = Large("\"openapi\":\"3.1.0\"", document:
            ",\"webhooks\":{\"refundCreated\":{\"post\":{\"summary\":\"A refund was created\",\"requestBody\":"
            + "{\"content\":"
            + "{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/order-tax\"}}}}}}}");
        text = text.Replace(
            "\"paths\":{",
            "\"paths\":{\"/me\":{\"get\":{\"operationId\":\"me\",\"responses\":{\"200\":{\"description\":\"OK\"}}}},",
            StringComparison.Ordinal);

        var parts = (await PlanAsync(text, true, "When a refund is created list the notes of the order")).Connectors[0];
        var whole = (await PlanAsync(text, false, "When a refund is created list the notes of the order"))
            .Connectors[0];

        Assert.Equal("me", parts.Definition.CheckEndpoint);
        Assert.Equal(["refundCreated"], parts.Definition.Webhooks.Select(webhook => webhook.Id));
        Assert.Equal(whole.Definition, parts.Definition);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("too deep")]
    [InlineData("more text after it")]
    [InlineData("no version")]
    [InlineData("no operations")]
    [InlineData("wrong version")]
    public async Task A_document_with_errors_is_refused_as_when_it_is_read_whole(string error)
    {
        var text = error switch
        {
            "cut off" => Large("\"openapi\":\"3.0.3\"")[..^2000],
            "too deep" => Large(
                "\"openapi\":\"3.0.3\"", document: ",\"x-a\":" + new string('[', 300) + new string(']', 300)),
            "more text after it" => Large("\"openapi\":\"3.0.3\"") + "}",
            "no version" => Large("\"info\":{}"),
            "no operations" => "{\"openapi\":\"3.0.3\",\"paths\":{}}",
            _ => Large("\"openapi\":\"4.0.0\""),
        };

        var parts = await Assert.ThrowsAsync<ConnectorException>(() => PlanAsync(text, inParts: true));
        var whole = await Assert.ThrowsAsync<ConnectorException>(() => PlanAsync(text, inParts: false));

        Assert.Equal(whole.Error, parts.Error);
    }

    [Theory]
    [InlineData("\"/orders/{id}/lines\":{\"get\":{}},\"/orders/{id}/lines\":{\"get\":{}}")]
    [InlineData("\"/a\":{\"get\":{},\"get\":{}}")]
    [InlineData("\"/a\":{\"$ref\":\"#/components/pathItems/a\"}")]
    [InlineData("\"/a\":{\"get\":[],\"post\":null,\"parameters\":{}},\"/b\":null,\"x-c\":1")]
    public async Task What_is_unusual_is_read_whole_or_as_the_import_reads_it(string paths)
    {
        var text = Large("\"openapi\":\"3.0.3\"")
            .Replace("\"paths\":{", $"\"paths\":{{{paths},", StringComparison.Ordinal);

        Assert.Equal(
            (await PlanAsync(text, inParts: false)).Connectors[0].Choices,
            (await PlanAsync(text, inParts: true)).Connectors[0].Choices);
    }

    [Fact]
    public async Task Yaml_is_read_whole()
    {
        var text = Samples.Read("tracker.yaml");

        Assert.Equal(
            await PlanAsync(text, inParts: false, "List issues"), await PlanAsync(text, inParts: true, "List issues"));
    }

    [Fact]
    public async Task Huge_texts_are_cut_in_the_outline_only()
    {
        var long1 = new string('a', 200_000) + " refunds";
        var text = Large("\"openapi\":\"3.0.3\"").Replace(
            "\"operationId\":\"list-invoice-refund\"",
            $"\"operationId\":\"list-invoice-refund\",\"description\":\"{long1}\"",
            StringComparison.Ordinal);

        var endpoint = (await PlanAsync(text, inParts: true)).Connectors[0].Definition.Endpoints
            .Single(endpoint => endpoint.Id == "list-invoice-refund");

        Assert.Equal(long1, endpoint.Description);
    }

    [Fact]
    public void Reading_the_outline_ends_when_the_caller_cancels()
    {
        var text = Encoding.UTF8.GetBytes(Large("\"openapi\":\"3.0.3\""));
        using var cancel = new CancellationTokenSource();
        var work = new Work(cancel.Token) { Progress = units => { if (units == 100) cancel.Cancel(); } };

        Assert.Throws<OperationCanceledException>(() => OutlineReader.Read(text, work));

        Assert.InRange(work.Units, 100, 100 + Work.Interval);
    }

    [Theory]
    [Trait("Kind", "Fuzz")]
    [MemberData(nameof(HostileKinds))]
    public async Task Hostile_documents_have_the_same_outcome_in_parts(string kind)
    {
        var text = HostileInput.Create(kind, 150);

        Assert.Equal(await Outcome(inParts: false), await Outcome(inParts: true));

        async Task<string> Outcome(bool inParts)
        {
            try
            {
                var plan = await PlanAsync(text, inParts, "list issues and post a message to tracker");
                return string.Join(' ', plan.Connectors.SelectMany(connector => connector.Endpoints));
            }
            catch (ConnectorException exception)
            {
                return exception.Error.ToString();
            }
        }
    }

    public static TheoryData<string> HostileKinds() => [.. HostileInput.Kinds];

    private static Task<IntegrationPlan> PlanAsync(string text, bool inParts, string requirement = Requirement) =>
        ConnectorGenerator.Create(options: new() { PartialReadingSize = inParts ? 0 : int.MaxValue / 2 })
            .PlanAsync(requirement, [ConnectorSource.OpenApi(text)]);

    // 200 operations, each with a schema of its own that refers to a shared one.
    private static string Large(string version, string document = "")
    {
        var (paths, schemas) = (new StringBuilder(), new StringBuilder());
        var isSwagger = version.Contains("swagger", StringComparison.Ordinal);
        var prefix = isSwagger ? "#/definitions/" : "#/components/schemas/";
        foreach (var thing in Things)
        {
            foreach (var part in Parts)
            {
                var reference = $"{{\"$ref\":\"{prefix}{thing}-{part}\"}}";
                var content = isSwagger
                    ? $"\"schema\":{reference}"
                    : $"\"content\":{{\"application/json\":{{\"schema\":{reference}}}}}";
                var body = isSwagger
                    ? $"\"parameters\":[{{\"name\":\"body\",\"in\":\"body\",\"schema\":{reference}}}]"
                    : $"\"requestBody\":{{{content}}}";
                paths.Append(CultureInfo.InvariantCulture, $$"""
                    "/{{thing}}s/{id}/{{part}}s":{"parameters":[
                    {"name":"id","in":"path","required":true,"type":"string"}],
                    "get":{"operationId":"list-{{thing}}-{{part}}","summary":"List the {{part}}s of the {{thing}}",
                    "tags":["{{thing}}s"],"responses":{"200":{"description":"OK",{{content}} } } },
                    "post":{"operationId":"create-{{thing}}-{{part}}","summary":"Create a {{part}} of the {{thing}}",
                    {{body}},"responses":{"201":{"description":"Created"} } } },
                    """);
                schemas.Append(CultureInfo.InvariantCulture, $$"""
                    "{{thing}}-{{part}}":{"type":"object","properties":{"id":{"type":"string"},
                    "shared":{"$ref":"{{prefix}}Shared"} } },
                    """);
            }
        }

        schemas.Append("\"Shared\":{\"type\":\"object\"}");
        var parts = isSwagger
            ? $"\"host\":\"t.example\",\"schemes\":[\"https\"],\"definitions\":{{{schemas}}}"
            : "\"servers\":[{\"url\":\"https://t.example\"}],\"components\":{\"securitySchemes\":"
                + "{\"key\":{\"type\":\"apiKey\","
                + $"\"in\":\"header\",\"name\":\"X-Key\"}}}},\"schemas\":{{{schemas}}}}},\"security\":[{{\"key\":[]}}]";
        return $"{{{version},\"paths\":{{{paths.ToString().TrimEnd().TrimEnd(',')}}},{parts}{document}}}";
    }
}

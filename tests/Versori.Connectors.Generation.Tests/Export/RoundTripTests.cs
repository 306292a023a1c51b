using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Versori.Connectors.Generation.Tests.Export;

/// <summary>An exported document is valid, and an import of it returns the same endpoints.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Documents() =>
    [
        "chat.json", "cloud.yaml", "comments.yaml", "drive.yaml", "files.yaml", "lists.yaml", "payments.yaml",
        "people.yaml", "tracker.yaml", "warehouse.json",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task An_import_of_an_export_returns_the_same_endpoints_and_schemas(string name)
    {
        var definition = (await Samples.Import(Samples.Read(name))).Definition;

        var export = definition.ToOpenApi();

        await AssertSame(definition, export.ToJson());
        AssertValid(export.ToJson());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_same_endpoints_create_the_same_text_whether_written_once_or_twice(string name)
    {
        var definition = (await Samples.Import(Samples.Read(name))).Definition;
        var first = definition.ToOpenApi().ToJson();

        var again = (await Samples.Import(first)).Definition.ToOpenApi().ToJson();

        Assert.Equal(first, definition.ToOpenApi().ToJson());
        Assert.Equal(JsonNode.Parse(first)!["paths"]!.ToJsonString(), JsonNode.Parse(again)!["paths"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Each_endpoint_alone_is_a_valid_document_with_the_schemas_that_it_uses(string name)
    {
        var definition = (await Samples.Import(Samples.Read(name))).Definition;
        foreach (var endpoint in definition.Endpoints)
        {
            var text = definition.ToOpenApi([endpoint.Id]).ToJson();

            AssertValid(text);
            AssertMinimal(text);
            var slice = (await Samples.Import(text)).Definition;
            Assert.Equal(Comparable(endpoint), Comparable(Assert.Single(slice.Endpoints)));
        }
    }

    [Fact]
    public async Task Pages_that_a_person_described_are_those_of_the_import()
    {
        var definition = (await Samples.Import(Samples.Read("comments.yaml"))).Definition;
        var paging = new EndpointPaging
        {
            Found = "body:/über~1uns/next",
            Goes = "query:page[after]",
            Items = "/data",
            Size = "query:page[size]",
            MaximumSize = 50,
            More = "body:/has_more",
            Start = "a",
            Arguments = new Dictionary<string, string> { ["sort"] = "id", ["paged"] = "true" },
            Basis = PagingBasis.Guessed,
        };
        var endpoint = definition.Endpoints[0] with { Paging = paging };

        var export = (definition with { Endpoints = [endpoint] }).ToOpenApi().ToJson();

        AssertValid(export);
        Assert.Equal(paging, Assert.Single((await Samples.Import(export)).Definition.Endpoints).Paging);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"found":"nowhere","goes":"url"}""")]
    [InlineData("""{"found":"body:/next","goes":["url"]}""")]
    [InlineData("""{"found":"body:/next","goes":"url","maximumSize":-1,"items":"no pointer"}""")]
    public async Task Pages_that_are_not_valid_are_ignored(string paging)
    {
        var document = $"""
            openapi: 3.1.1
            info:
              title: T
              version: "1"
            servers:
            - url: https://t.example
            paths:
              /a:
                get:
                  operationId: a
                  x-versori-paging: {paging}
            """;

        Assert.Null((await Samples.Import(document)).Endpoint("a").Paging);
    }

    internal static async Task AssertSame(ConnectorDefinition definition, string export)
    {
        var again = (await Samples.Import(export)).Definition;
        var endpoints = again.Endpoints.ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
        Assert.Equal(definition.Endpoints.Count, endpoints.Count);
        foreach (var endpoint in definition.Endpoints)
        {
            var (expected, actual) = (Comparable(endpoint), Comparable(endpoints[endpoint.Id]));
            if (expected != actual) Assert.Fail(Difference(Text(expected).Split('\n'), Text(actual).Split('\n')));
        }

        foreach (var (schema, value) in again.Schemas) Assert.Equal(definition.Schemas[schema], value);
        Assert.Equal(definition.BaseUrl, again.BaseUrl);
        Assert.Subset(Inputs(definition), Inputs(again));
    }

    internal static void AssertValid(string text)
    {
        var diagnostic = OpenApiDocument.Parse(text, "json").Diagnostic!;
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        var problems = diagnostic.Errors.Concat(diagnostic.Warnings).Select(problem => problem.ToString()).ToList();
        if (problems.Count > 0) Assert.Fail(string.Join('\n', problems) + "\n" + text);
    }

    // Every schema is the target of a reference, and nothing is said of authentication.
    private static void AssertMinimal(string text)
    {
        var root = JsonNode.Parse(text)!;
        var schemas = root["components"]?["schemas"]?.AsObject().Select(schema => schema.Key) ?? [];
        foreach (var schema in schemas)
            Assert.Contains($"\"#/components/schemas/{schema}", text, StringComparison.Ordinal);
        Assert.Null(root["security"]);
        Assert.Null(root["components"]?["securitySchemes"]);
    }

    // A connection authenticates, so that an export does not state how.
    private static ConnectorEndpoint Comparable(ConnectorEndpoint endpoint) =>
        endpoint with { AuthAlternatives = null };

    private static HashSet<(string, string?, bool)> Inputs(ConnectorDefinition definition) =>
        [.. definition.Inputs.Select(input => (input.Name, input.Default, input.Required))];

    // The first lines that differ, with some before them.
    private static string Difference(string[] expected, string[] actual)
    {
        var same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        var lines = expected[Math.Max(0, same - 4)..Math.Min(expected.Length, same + 3)].Append("instead of")
            .Concat(actual[same..Math.Min(actual.Length, same + 3)]);
        return $"{string.Join('\n', lines.Prepend("The endpoint was exported with"))}";
    }

    private static string Text(ConnectorEndpoint endpoint) => new ConnectorDefinition
    {
        Id = ConnectorId.Parse("c"),
        Title = "C",
        BaseUrl = "https://c.example",
        Endpoints = [endpoint],
    }.ToJson();
}

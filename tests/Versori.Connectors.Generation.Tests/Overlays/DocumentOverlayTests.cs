using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>Overlays that change a document (Overlay Specification 1.1).</summary>
public sealed class DocumentOverlayTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: Shop, version: "1" }
        servers: [{ url: "https://shop.example" }]
        paths:
          /orders:
            get: { operationId: list, tags: [a], parameters: [{ name: limit, in: query }],
                responses: { "200": { description: OK } } }
            delete: { operationId: purge, responses: { "200": { description: OK } } }
        """;

    [Fact]
    public async Task An_overlay_is_applied_before_the_document_is_imported()
    {
        var overlay = Overlay(
            """{"target":"$.paths['/orders'].delete","remove":true}""",
            """{"target":"$.paths['/orders'].get","update":{"summary":"Lists","tags":["b"]}}""",
            """{"target":"$..parameters[?@.name=='limit']","update":{"required":true}}""",
            """{"target":"$.paths","update":{"/new":{"get":{"responses":{}}}}}""",
            """{"target":"$.paths['/new'].get","copy":"$.paths['/orders'].get"}""",
            """{"target":"$.paths['/new'].get","update":{"operationId":"copied"}}""",
            """{"target":"$.paths['/gone'].get","remove":true}""");

        var imported =
            await ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(Document).WithOverlay(overlay));

        Assert.Equal(["list", "copied"], imported.Definition.Endpoints.Select(endpoint => endpoint.Id));
        var list = imported.Endpoint("list");
        Assert.Equal(("Lists", true), (list.Summary, Assert.Single(list.Parameters).Required));
        Assert.Equal(["a", "b"], list.Tags);
        Assert.Equal(list.Parameters, imported.Endpoint("copied").Parameters);
        Assert.Equal(
            [.. Enumerable.Repeat(OverlayOutcomeKind.Applied, 6), OverlayOutcomeKind.NotApplied],
            imported.Overlay.Select(outcome => outcome.Kind));
        Assert.Equal("/actions/6", imported.Overlay[^1].Pointer);
    }

    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"target":"$.a","update":{"b":2,"c":[1]}}""", """{"a":{"b":2,"c":[1]}}""")]
    [InlineData("""{"a":[1]}""", """{"target":"$.a","update":2}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":[1]}""", """{"target":"$.a","update":[2]}""", """{"a":[1,[2]]}""")]
    [InlineData("""{"a":{"b":[1]}}""", """{"target":"$.a","update":{"b":[2]}}""", """{"a":{"b":[1,2]}}""")]
    [InlineData("""{"a":1}""", """{"target":"$.a","update":"x"}""", """{"a":"x"}""")]
    [InlineData("""{"a":{"b":null}}""", """{"target":"$.a.b","update":"x"}""", """{"a":{"b":"x"}}""")]
    [InlineData("""{"a":[1,2,3,4]}""", """{"target":"$.a[0,2]","remove":true}""", """{"a":[2,4]}""")]
    [InlineData("""{"a":{"x":1},"b":{"y":2}}""", """{"target":"$.a","copy":"$.b"}""",
        """{"a":{"x":1,"y":2},"b":{"y":2}}""")]
    [InlineData("""{"a":[1],"b":[2]}""", """{"target":"$.a","copy":"$.b"}""", """{"a":[1,2],"b":[2]}""")]
    [InlineData("""{"a":{"x":1}}""", """{"target":"$.a","copy":"$"}""", """{"a":{"x":1,"a":{"x":1}}}""")]
    [InlineData("""{"a":1}""", """{"target":"$.a","remove":true,"update":3}""", "{}")]
    public void An_action_changes_what_it_selects(string document, string action, string expected)
    {
        var result = Overlay(action).Apply(document);

        Assert.Equal(OverlayOutcomeKind.Applied, Assert.Single(result.Outcomes).Kind);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(result.Document)), result.Document);
    }

    [Theory]
    [InlineData("""{"target":"$","remove":true}""")]
    [InlineData("""{"target":"$.nothing","update":{}}""")]
    [InlineData("""{"target":"$.a","update":1}""")]
    [InlineData("""{"target":"$.a.b","update":{}}""")]
    [InlineData("""{"target":"$.a","copy":"$.nothing"}""")]
    [InlineData("""{"target":"$.a","copy":"$..*"}""")]
    public void An_action_that_does_not_apply_changes_nothing_and_is_reported(string action)
    {
        const string document = """{"a":{"b":1}}""";

        var result = Overlay(action).Apply(document);

        Assert.Equal(OverlayOutcomeKind.NotApplied, Assert.Single(result.Outcomes).Kind);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse(result.Document)));
    }

    [Fact]
    public void Copies_of_copies_end()
    {
        var overlay = Overlay([.. Enumerable.Repeat("""{"target":"$.a","copy":"$"}""", 400)]);

        var result = overlay.Apply("""{"a":{"b":{}}}""");

        Assert.Contains(result.Outcomes, outcome => outcome.Kind == OverlayOutcomeKind.NotApplied);
        Assert.True(result.Document.Length < 100_000_000);
    }

    [Fact]
    public void Every_problem_of_an_overlay_is_reported()
    {
        const string text = """
            overlay: 2.0.0
            actions:
            - target: paths
              remove: true
            - update: {}
            - target: $.a
            - 7
            - target: $.a
              copy: $[1:2]
            """;

        var errors = Assert.Throws<ConnectorException>(() => OpenApiOverlay.Parse(text)).Errors;

        Assert.Equal(
            [
                "/overlay", "/info", "/actions/0/target", "/actions/1/target", "/actions/2", "/actions/3",
                "/actions/3/target", "/actions/3", "/actions/4/copy",
            ],
            errors.Select(error => error.Location));
    }

    [Fact]
    public void An_overlay_for_a_document_is_no_overlay_of_a_definition()
    {
        var source = ConnectorSource.Of(new ConnectorDefinition
        {
            Id = new("a"),
            Title = "A",
            BaseUrl =
            "https://a.example"
        });

        Assert.Throws<ArgumentException>("overlay", () => source.WithOverlay(Overlay()));
    }

    internal static OpenApiOverlay Overlay(params string[] actions) => OpenApiOverlay.Parse(
        $$"""{"overlay":"1.1.0","info":{"title":"T","version":"1"},"actions":[{{string.Join(',', actions)}}]}""");
}

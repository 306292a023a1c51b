using Versori.Connectors.Generation.Overlays;

namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>
/// Edits of an imported connector are kept as an overlay, and applied to the next version of its document.
/// </summary>
public sealed class EditOverlayTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: Shop, version: "1" }
        servers: [{ url: "https://shop.example" }]
        paths:
          /orders:
            get:
              operationId: list
              summary: Lists
              parameters:
              - { name: limit, in: query, schema: { type: integer } }
              - { name: state, in: query, schema: { type: string } }
              responses: { "200": { description: OK } }
            post:
              operationId: create
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
              responses: { "201": { description: OK } }
        components: { schemas: { Order: { type: object, properties: { id: { type: string } } } } }
        """;

    public static TheoryData<string> Edits() => [.. Edited.Keys];

    private static Dictionary<string, Func<ConnectorDefinition, ConnectorDefinition>> Edited { get; } = new()
    {
        ["nothing"] = definition => definition,
        ["summary"] = definition => WithList(definition, list => list with { Summary = "All orders" }),
        ["no summary"] = definition => WithList(definition, list => list with { Summary = null, Tags = ["x"] }),
        ["id"] = definition => WithList(definition, list => list with { Id = "listOrders", Paging = Paging }),
        ["parameter"] = definition => WithList(definition, list => list with
        {
            Parameters = [list.Parameters[0] with { Required = true }],
        }),
        ["parameters in another order"] = definition => WithList(definition, list => list with
        {
            Parameters = [.. list.Parameters.Reverse(), new() { Name = "a", In = ParameterLocation.Header }],
        }),
        ["null in an example"] = definition => WithList(definition, list => list with
        {
            Parameters =
            [
                list.Parameters[0] with { Schema = JsonSchema.Parse("""{"default":null}""") },
                list.Parameters[1] with { Example = JsonFragment.Parse("""{"a":null}""") },
            ],
        }),
        ["removed"] = definition => definition with { Endpoints = [definition.Endpoints[1]] },
        ["added"] = definition => definition with { Endpoints = [.. definition.Endpoints, Ping] },
        ["added at the same place"] = definition => definition with
        {
            Endpoints = [.. definition.Endpoints, Ping with { Path = "/orders" }],
        },
        ["connector"] = definition => definition with
        {
            Title = "My shop",
            AuthMethods = [new BearerAuth(), new ApiKeyAuth { Placements = [new() { Name = "K", Value = "{key}" }] }],
            Inputs = [new() { Name = "schema", Default = "x" }],
            Headers = new Dictionary<string, string> { ["X-A"] = "1" },
            Limits = new() { Rates = [new() { Calls = 5 }] },
            Webhooks = [new() { Id = "hook", Scheme = new StandardWebhooksScheme() }],
            Schemas = new Dictionary<string, JsonSchema>
            {
                ["Order"] =
                JsonSchema.Parse("""{"type":["object","null"]}""")
            },
        },
    };

    private static EndpointPaging Paging => new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" };

    private static ConnectorEndpoint Ping =>
        new() { Id = "ping", Method = "GET", Path = "/ping", BaseUrl = "https://p.example" };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Edits_that_were_recorded_return_the_edited_definition(string edit)
    {
        var imported = (await Samples.Import(Document)).Definition;
        var edited = Edited[edit](imported);

        var overlay = OpenApiOverlay.Record(imported, edited);
        var read = OpenApiOverlay.Parse(overlay.ToJson());
        var again = await ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(Document).WithOverlay(read));

        Assert.Equal(overlay.ToJson(), read.ToJson());
        Assert.Equal(edited.InStableOrder(), again.Definition.InStableOrder());
        Assert.All(again.Overlay, outcome => Assert.True(
            outcome.Kind is OverlayOutcomeKind.Applied
            || (edit == "added at the same place" && outcome.Kind == OverlayOutcomeKind.Conflict),
            outcome.ToString()));
        Assert.Equal(edit == "nothing", overlay.Actions.Count == 0);
        Assert.All(overlay.Actions, action => Assert.StartsWith("$", action.Target));
    }

    [Fact]
    public async Task An_edit_of_an_auth_method_whose_type_changed_replaces_it()
    {
        var imported = (await Samples.Import(Document)).Definition with { AuthMethods = [new BearerAuth { Id = "a" }] };
        var edited = imported with { AuthMethods = [new BasicAuth { Id = "a", Title = "T" }] };
        var overlay = OpenApiOverlay.Record(imported, edited);

        var again = await ConnectorGenerator.Create().ImportAsync(ConnectorSource.Of(imported).WithOverlay(overlay));

        Assert.Equal(edited, again.Definition);
    }

    [Theory]
    [InlineData("/orders:", "/v2/orders:", OverlayOutcomeKind.Moved)]
    [InlineData("operationId: list", "operationId: getOrders", OverlayOutcomeKind.Applied)]
    [InlineData("summary: Lists", "summary: Lists orders", OverlayOutcomeKind.Conflict)]
    [InlineData("summary: Lists", "summary: All orders", OverlayOutcomeKind.Unneeded)]
    public async Task An_edit_is_kept_when_the_source_changes(string from, string to, OverlayOutcomeKind kind)
    {
        var imported = (await Samples.Import(Document)).Definition;
        var overlay = OpenApiOverlay.Record(imported, Edited["summary"](imported));
        var document = Document.Replace(from, to, StringComparison.Ordinal);

        var again =
            await ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(document).WithOverlay(overlay));

        Assert.Contains(again.Definition.Endpoints, endpoint => endpoint.Summary == "All orders");
        Assert.Equal(kind, Assert.Single(again.Overlay).Kind);
    }

    [Theory]
    [InlineData("name: limit", "name: top", "limit")]
    [InlineData("get:", "head:", "no longer has the operation")]
    public async Task An_edit_whose_target_is_gone_is_reported_with_its_place(string from, string to, string expected)
    {
        var imported = (await Samples.Import(Document)).Definition;
        var overlay = OpenApiOverlay.Record(imported, Edited["parameter"](imported));
        var document = Document.Replace(from, to, StringComparison.Ordinal)
            .Replace("operationId: list", to == "head:" ? "operationId: other" : "operationId: list",
                StringComparison.Ordinal);

        var again =
            await ConnectorGenerator.Create().ImportAsync(ConnectorSource.OpenApi(document).WithOverlay(overlay));

        var outcome = Assert.Single(again.Overlay);
        Assert.Equal((OverlayOutcomeKind.NotApplied, "/actions/0"), (outcome.Kind, outcome.Pointer));
        Assert.Contains(expected, outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$", "[1]")]
    [InlineData("$", "\"text\"")]
    [InlineData("$['paths']['/orders']['get']", "[1]")]
    [InlineData("$['paths']['/orders']['get']", """{"x-versori-endpoint":{"parameters":{"query limit":"x"}}}""")]
    [InlineData("$['paths']", """{"/orders":{"get":"x"}}""")]
    [InlineData("$", """{"x-versori-connector":{"title":"A","title":7}}""")]
    public async Task An_update_of_the_wrong_form_is_reported(string target, string update)
    {
        var overlay = OpenApiOverlay.Parse($$"""
            {
              "overlay": "1.1.0", "info": { "title": "x", "version": "1" }, "x-versori-connector": "shop",
              "actions": [{ "target": "{{target}}", "x-versori-endpoint-id": "list", "update": {{update}} }]
            }
            """);

        var import = await ConnectorGenerator.Create().ImportAsync(
            ConnectorSource.OpenApi(Document).WithOverlay(overlay), TestContext.Current.CancellationToken);

        Assert.Equal(OverlayOutcomeKind.NotApplied, Assert.Single(import.Overlay).Kind);
    }

    [Fact]
    public void Null_in_free_settings_is_recorded_as_a_value()
    {
        var definition = WithSettings("""{"a":1}""");
        var edited = WithSettings("""{"a":null}""");

        var edits = new[] { (definition, edited), (edited, definition), (edited, WithSettings("{}")) };
        foreach (var (former, current) in edits)
        {
            var overlay = OpenApiOverlay.Record(former, current);
            var (applied, _) = EditOverlay.Apply(former, overlay);
            Assert.Equal(current, applied);
        }

        static ConnectorDefinition WithSettings(string settings) => new()
        {
            Id = new("shop"),
            Title = "Shop",
            BaseUrl = "https://shop.example",
            AuthMethods = [new CustomAuth { Handler = "h", Settings = JsonFragment.Parse(settings) }],
        };
    }

    [Fact]
    public async Task What_an_edit_and_the_source_both_added_is_a_conflict()
    {
        var before = (await ConnectorGenerator.Create().ImportAsync(
            ConnectorSource.OpenApi(Document), TestContext.Current.CancellationToken)).Definition;
        var overlay = OpenApiOverlay.Record(before, WithList(before, list => list with { Paging = Paging }));
        var source = WithList(before, list => list with { Paging = Paging with { Items = "/others" } });

        var (_, outcomes) = EditOverlay.Apply(source, overlay);

        Assert.Equal(OverlayOutcomeKind.Conflict, Assert.Single(outcomes).Kind);
    }

    [Fact]
    public async Task What_a_plan_left_out_is_not_recorded_as_removed()
    {
        var imported = (await Samples.Import(Document)).Definition;
        var planned = imported with
        {
            Endpoints = [imported.Endpoints[0] with { Summary = "Mine" }],
            Schemas = new Dictionary<string, JsonSchema>(),
        };

        var overlay = OpenApiOverlay.Record(imported, planned, keepsEndpoints: true);

        var action = Assert.Single(overlay.Actions);
        Assert.Equal("$['paths']['/orders']['get']", action.Target);
        Assert.Contains("Mine", action.Update!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_with_one_path_and_method_are_told_apart_by_their_ids()
    {
        var imported = (await Samples.Import(Document)).Definition with
        {
            Endpoints = [Query("a"), Query("b")],
        };
        var edited = imported with { Endpoints = [Query("a"), Query("b") with { Summary = "Mine" }] };
        var overlay = OpenApiOverlay.Record(imported, edited);

        var later = imported with { Endpoints = [Query("c"), Query("b"), Query("a")] };
        var again = await ConnectorGenerator.Create().ImportAsync(ConnectorSource.Of(later).WithOverlay(overlay));

        Assert.Equal("$['paths']['/graphql#b']['post']", Assert.Single(overlay.Actions).Target);
        Assert.Equal([null, "Mine", null], again.Definition.Endpoints.Select(endpoint => endpoint.Summary));

        static ConnectorEndpoint Query(string id) => new() { Id = id, Method = "POST", Path = "/graphql" };
    }

    private static ConnectorDefinition WithList(
        ConnectorDefinition definition, Func<ConnectorEndpoint, ConnectorEndpoint> change) => definition with
        {
            Endpoints = [change(definition.Endpoints[0]), .. definition.Endpoints.Skip(1)],
        };
}

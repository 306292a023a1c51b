using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>A new version of a document becomes a proposed change, which nothing uses until it is published.</summary>
public sealed class ProposeUpdateTests : IAsyncDisposable
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: Shop, version: "1" }
        servers: [{ url: "https://shop.example" }]
        paths:
          /orders:
            get:
              operationId: listOrders
              summary: Lists orders
              parameters: [{ name: limit, in: query, schema: { type: integer } }]
              responses: { "200": { description: OK } }
          /refunds:
            post: { operationId: createRefund, summary: Creates a refund, responses: { "200": { description: OK } } }
        """;

    private static readonly ConnectorId Shop = new("shop");

    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().AddGeneration().Services.BuildServiceProvider();

    private IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    private IConnectorGenerator Generator => _services.GetRequiredService<IConnectorGenerator>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_new_document_with_the_edits_is_compared_and_saved_as_a_draft_and_moves_nothing()
    {
        var imported = (await Generator.ImportAsync(Source(Document))).Definition;
        await PublishAsync(imported);
        await Catalog.LinkAsync(new() { Id = new("mirror", "shop"), ConnectorId = Shop, Endpoints = ["listOrders"] });
        var edited = await Catalog.EditAsync(Shop, definition => definition with
        {
            Endpoints = [definition.Endpoints[0] with { Summary = "Mine" }, definition.Endpoints[1]],
        });
        var overlay = OpenApiOverlay.Record(imported, edited.Definition!);
        var document = Document.Replace("name: limit", "name: top", StringComparison.Ordinal) + """

              /carts:
                get: { operationId: listCarts, responses: { "200": { description: OK } } }
            """;

        var update = await Generator.ProposeUpdateAsync(Catalog, Shop, Source(document).WithOverlay(overlay));

        Assert.Equal("Mine", update.Connector.Draft!.Endpoints[0].Summary);
        Assert.Equal(2, update.Connector.Version);
        Assert.Equal(["listCarts"], update.FurtherEndpoints);
        Assert.Empty(update.Problems);
        Assert.Equal(OverlayOutcomeKind.Applied, Assert.Single(update.Overlay).Kind);
        Assert.Equal(
            ["parameters/query/limit", "parameters/query/top"], update.Diff.Changes.Select(change => change.Place));
        var template = Assert.Single(update.Diff.Templates);
        Assert.Equal(("mirror/shop", ChangeImpact.Breaking), (template.Template.ToString(), template.Impact));
        var published = await Catalog.FindAsync(Shop);
        Assert.Equal("limit", Assert.Single(published!.Definition!.Endpoints[0].Parameters).Name);
    }

    [Fact]
    public async Task The_same_document_proposes_nothing_to_a_connector_that_a_plan_made()
    {
        var plan = await Generator.PlanAsync("list orders", [Source(Document)]);
        await Catalog.ApplyAsync(plan, "mirror");

        var update = await Generator.ProposeUpdateAsync(Catalog, Shop, Source(Document));

        Assert.Equal("shop: no changes\n", Changes(update.Diff));
        Assert.Null(update.Connector.Draft);

        static string Changes(DefinitionDiff diff) => (diff with { FromVersion = null }).ToText();
    }

    [Fact]
    public async Task A_draft_of_a_person_is_not_replaced()
    {
        var imported = (await Generator.ImportAsync(Source(Document))).Definition;
        await PublishAsync(imported);
        await Catalog.SaveDraftAsync(imported with { Title = "Mine" });
        var changed = Source(Document.Replace("name: limit", "name: top", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => Generator.ProposeUpdateAsync(Catalog, Shop, changed));

        Assert.Equal(ConnectorErrorCode.Conflict, refused.Code);
        Assert.Equal("Mine", (await Catalog.FindAsync(Shop))!.Draft!.Title);
        await Catalog.DiscardDraftAsync(Shop);
        var first = await Generator.ProposeUpdateAsync(Catalog, Shop, changed);
        var again = await Generator.ProposeUpdateAsync(Catalog, Shop, changed);
        Assert.Equal(first.Diff, again.Diff);
        var none = await Assert.ThrowsAsync<ConnectorException>(
            () => Generator.ProposeUpdateAsync(Catalog, new("none"), changed));
        Assert.Equal(ConnectorErrorCode.NotFound, none.Code);
    }

    [Fact]
    public async Task Further_endpoints_are_added_when_that_is_wanted()
    {
        var imported = (await Generator.ImportAsync(Source(Document))).Definition;
        await PublishAsync(imported with { Endpoints = [imported.Endpoints[0]] });

        var update = await Generator.ProposeUpdateAsync(Catalog, Shop, Source(Document), addsEndpoints: true);

        Assert.Equal(["createRefund"], update.Diff.Changes.Select(change => change.Subject));
        Assert.Empty(update.FurtherEndpoints);
    }

    [Fact]
    public async Task The_scopes_that_a_plan_requests_stay_and_webhooks_that_it_left_out_stay_out()
    {
        var document = Document.Replace("responses: { \"200\": { description: OK } }\n", """
            security: [{ oauth: [orders] }]
                  responses: { "200": { description: OK } }

            """, StringComparison.Ordinal) + """

            webhooks:
              added: { post: { responses: { "200": { description: OK } } } }
            components:
              securitySchemes:
                oauth:
                  type: oauth2
                  flows: { clientCredentials: { tokenUrl: "https://shop.example/token", scopes: { orders: Orders } } }
            """;
        var source = ConnectorSource.OpenApi(document.Replace("3.0.3", "3.1.0", StringComparison.Ordinal))
            .WithId("shop");
        var plan = await Generator.PlanAsync("list orders", [source]);
        await Catalog.ApplyAsync(plan, "mirror");
        var planned = (await Catalog.FindAsync(Shop))!.Definition!;
        Assert.Equal(["orders"], Assert.IsType<OAuth2Auth>(Assert.Single(planned.AuthMethods)).Scopes);

        var same = await Generator.ProposeUpdateAsync(Catalog, Shop, source);
        var more = await Generator.ProposeUpdateAsync(Catalog, Shop, source, addsEndpoints: true);

        Assert.Empty(same.Diff.Changes);
        Assert.Equal(
            ["orders"], Assert.IsType<OAuth2Auth>(Assert.Single(more.Connector.Draft!.AuthMethods)).Scopes);
        Assert.Single(more.Connector.Draft.Webhooks);
    }

    [Fact]
    public async Task A_draft_that_is_saved_during_the_import_is_not_replaced()
    {
        var imported = await Generator.ImportAsync(Source(Document));
        await PublishAsync(imported.Definition);
        var changed = Source(Document.Replace("name: limit", "name: top", StringComparison.Ordinal));
        var next = await Generator.ImportAsync(changed);
        var slow = new SlowGenerator(async () =>
        {
            await Catalog.SaveDraftAsync(imported.Definition with { Title = "Mine" });
            return next;
        });

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => slow.ProposeUpdateAsync(Catalog, Shop, changed));

        Assert.Equal(ConnectorErrorCode.Conflict, refused.Code);
        Assert.Equal("Mine", (await Catalog.FindAsync(Shop))!.Draft!.Title);
    }

    private static ConnectorSource Source(string document) =>
        ConnectorSource.OpenApi(document).WithId("shop").WithAuth(new BearerAuth());

    private async Task PublishAsync(ConnectorDefinition definition)
    {
        await Catalog.SaveDraftAsync(definition);
        await Catalog.PublishAsync(definition.Id);
    }

    private sealed class SlowGenerator(Func<Task<ImportedConnector>> import) : IConnectorGenerator
    {
        public Task<ImportedConnector> ImportAsync(
            ConnectorSource source, CancellationToken cancellationToken = default) => import();

        public Task<IntegrationPlan> PlanAsync(
            string requirements,
            IReadOnlyList<ConnectorSource> sources,
            CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Only imports are made here.");

        public Task<IntegrationPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Only imports are made here.");
    }
}

using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Known;

/// <summary>Connectors of known systems in the catalog.</summary>
public sealed class KnownConnectorTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_known_system_becomes_a_published_connector()
    {
        var id = await _engine.Catalog.AddKnownAsync("hubspot");

        var connector = await _engine.Catalog.FindAsync(id);
        Assert.Equal(("hubspot", 1), (id.Value, connector!.Version));
        Assert.Equal(KnownSystems.Get("hubspot").Definition, connector.Definition);
        Assert.Null(connector.Draft);
    }

    [Fact]
    public async Task Adding_it_again_leaves_an_edited_connector_as_it_is()
    {
        var id = await _engine.Catalog.AddKnownAsync("hubspot");
        await _engine.Catalog.EditAsync(id, definition => definition with { Title = "Ours" });

        await _engine.Catalog.AddKnownAsync("HubSpot");

        var connector = await _engine.Catalog.FindAsync(id);
        Assert.Equal(("Ours", 2), (connector!.Definition!.Title, connector.Version));
    }

    [Fact]
    public async Task A_hundred_callers_add_one_version()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _engine.Catalog.AddKnownAsync("hubspot")));

        Assert.Equal(1, (await _engine.Catalog.FindAsync(ConnectorId.Parse("hubspot")))!.Version);
    }

    [Fact]
    public async Task The_client_of_the_host_is_set_once_and_its_secret_is_not_in_the_definition()
    {
        var client = new KnownClient
        {
            ClientId = "client-1",
            ClientSecret = new("canary-secret"),
            Scopes = ["crm.objects.deals.read"],
        };

        var id = await _engine.Catalog.AddKnownAsync("hubspot", client);
        var connector = (await _engine.Catalog.FindAsync(id))!;
        await _engine.Catalog.AddKnownAsync("hubspot", client);

        var method = connector.Definition!.AuthMethods.OfType<OAuth2Auth>().Single();
        Assert.Equal("client-1", method.ClientId);
        Assert.Equal(["crm.objects.deals.read"], method.Scopes);
        Assert.NotNull(connector.FindClientSecret(method.Id, "client-1"));
        Assert.DoesNotContain("canary", connector.Definition.ToJson(), StringComparison.Ordinal);
        Assert.Equal(connector.Revision, (await _engine.Catalog.FindAsync(id))!.Revision);
    }

    [Fact]
    public async Task Another_client_than_that_of_the_connector_is_an_error()
    {
        await _engine.Catalog.AddKnownAsync("hubspot", new() { ClientId = "client-1" });

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Catalog.AddKnownAsync("hubspot", new() { ClientId = "client-2" }));

        Assert.Equal(ConnectorErrorCode.InvalidArgument, error.Code);
    }

    [Fact]
    public async Task A_system_without_OAuth_has_no_client()
    {
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Catalog.AddKnownAsync("openai", new() { ClientId = "client-1" }));

        Assert.Equal(ConnectorErrorCode.InvalidArgument, error.Code);
        Assert.Empty(await _engine.Catalog.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task An_unknown_system_names_the_nearest_and_creates_nothing()
    {
        var error = await Assert.ThrowsAsync<ConnectorException>(() => _engine.Catalog.AddKnownAsync("salesfroce"));

        Assert.Equal((ConnectorErrorCode.NotFound, "salesforce"), (error.Code, error.Error.Related[0]));
        Assert.Empty(await _engine.Catalog.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task The_draft_of_someone_else_is_not_published()
    {
        var draft = KnownSystems.Get("hubspot").Definition with { Title = "Draft" };
        await _engine.Catalog.SaveDraftAsync(draft);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _engine.Catalog.AddKnownAsync("hubspot"));

        Assert.Equal(ConnectorErrorCode.AlreadyExists, error.Code);
        Assert.Equal(draft, (await _engine.Catalog.FindAsync(draft.Id))!.Draft);
    }

    [Fact]
    public async Task Adding_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _engine.Catalog.AddKnownAsync("hubspot", cancellationToken: cancellation.Token));
    }
}

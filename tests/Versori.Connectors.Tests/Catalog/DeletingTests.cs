namespace Versori.Connectors.Tests.Catalog;

public sealed class DeletingTests : IAsyncDisposable
{
    private readonly CatalogHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_connector_in_use_is_not_deleted_and_the_error_lists_its_users()
    {
        await _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition()), "mirror");
        var connection = await _host.Connections.ConnectAsync(new()
        {
            ConnectorId = CatalogHost.Shop,
            Name = "acme",
            Credential = Credential.Bearer("t"),
            Owner = Owner.User("ada"),
            CheckCredential = false,
        });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.DeleteAsync(CatalogHost.Shop));

        Assert.Equal(ConnectorErrorCode.InUse, exception.Code);
        Assert.Equal(["template mirror/shop", "connection acme of user:ada"], exception.Error.Related);
        Assert.NotNull(await _host.Catalog.FindAsync(CatalogHost.Shop));

        await _host.Catalog.UnlinkAsync(new("mirror", "shop"));
        await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.DeleteAsync(CatalogHost.Shop));
        await _host.Connections.DisconnectAsync(connection.Id);
        await _host.Catalog.DeleteAsync(CatalogHost.Shop);
        Assert.Null(await _host.Catalog.FindAsync(CatalogHost.Shop));
    }

    [Fact]
    public async Task The_error_lists_only_the_first_of_many_users()
    {
        var plan = CatalogHost.Plan(CatalogHost.Definition());
        for (var number = 0; number < 30; number++) await _host.Catalog.ApplyAsync(plan, $"integration-{number}");

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.DeleteAsync(CatalogHost.Shop));

        Assert.Equal(20, exception.Error.Related.Count);
        Assert.Contains("…", exception.Message);
    }

    [Fact]
    public async Task Deleting_a_missing_connector_is_an_error_and_unlinking_a_missing_template_is_not()
    {
        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.DeleteAsync(CatalogHost.Shop))).Code);

        await _host.Catalog.UnlinkAsync(new("mirror", "shop"));
    }

    [Fact]
    public async Task After_a_deletion_a_new_connector_starts_with_version_1()
    {
        await _host.PublishAsync(CatalogHost.Definition());
        await _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition with { Title = "Two" });
        await _host.Catalog.DeleteAsync(CatalogHost.Shop);

        var again = await _host.PublishAsync(CatalogHost.Definition() with { Title = "Again" });

        Assert.Equal(1, again.Version);
        Assert.Equal("Again", (await _host.Catalog.FindAsync(CatalogHost.Shop, 1))!.Definition!.Title);
        Assert.Null(await _host.Catalog.FindAsync(CatalogHost.Shop, 2));
    }
}

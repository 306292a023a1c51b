namespace Versori.Connectors.Tests.Catalog;

public sealed class PublishingTests : IAsyncDisposable
{
    private readonly CatalogHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_draft_is_not_used_until_it_is_published()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));

        var drafted = await _host.Catalog.SaveDraftAsync(CatalogHost.Definition("shop", "a", "b"));

        Assert.Equal((1, "a"), (drafted.Version, Assert.Single(drafted.Definition!.Endpoints).Id));
        var unknown = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.LinkAsync(Template() with { Endpoints = ["b"] }));
        Assert.Equal((ConnectorErrorCode.UnknownEndpoint, "b"), (unknown.Code, unknown.Error.Location));
        var published = await _host.Catalog.PublishAsync(CatalogHost.Shop);
        Assert.Equal((2, null), (published.Version, published.Draft));
        await _host.Catalog.LinkAsync(Template() with { Endpoints = ["b"] });
    }

    [Fact]
    public async Task A_definition_is_published_with_one_call()
    {
        var created = await _host.Catalog.PublishAsync(CatalogHost.Definition("shop", "a"));
        var changed = await _host.Catalog.PublishAsync(CatalogHost.Definition("shop", "a", "b"));
        var unchanged = await _host.Catalog.PublishAsync(CatalogHost.Definition("shop", "a", "b"));

        Assert.Equal([1, 2, 2], new[] { created, changed, unchanged }.Select(connector => connector.Version));
        Assert.Null(unchanged.Draft);
    }

    [Fact]
    public async Task A_definition_with_problems_is_not_published_with_one_call()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.PublishAsync(CatalogHost.Definition() with { CheckEndpoint = "nowhere" }));

        Assert.Equal("/checkEndpoint", exception.Error.Location);
        Assert.Null((await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition);
    }

    [Fact]
    public async Task A_connector_with_only_a_draft_cannot_be_linked_edited_or_connected()
    {
        await _host.Catalog.SaveDraftAsync(CatalogHost.Definition());

        Func<Task>[] uses =
        [
            () => _host.Catalog.LinkAsync(Template()),
            () => _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition),
            () => _host.Connections.ConnectAsync(CatalogHost.Shop, "acme", Credential.Bearer("t")),
        ];

        foreach (var use in uses)
            Assert.Equal(ConnectorErrorCode.NotFound, (await Assert.ThrowsAsync<ConnectorException>(use)).Code);
    }

    [Fact]
    public async Task A_draft_with_problems_is_saved_but_cannot_be_published()
    {
        var draft = CatalogHost.Definition() with { CheckEndpoint = "nowhere" };
        await _host.Catalog.SaveDraftAsync(draft);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.PublishAsync(CatalogHost.Shop));

        Assert.Equal("/checkEndpoint", exception.Error.Location);
        var connector = (await _host.Catalog.FindAsync(CatalogHost.Shop))!;
        Assert.Equal((0, null, draft), (connector.Version, connector.Definition, connector.Draft));
    }

    [Fact]
    public async Task Publishing_a_missing_draft_is_an_error()
    {
        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.PublishAsync(CatalogHost.Shop))).Code);
        await _host.PublishAsync(CatalogHost.Definition());
        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.PublishAsync(CatalogHost.Shop))).Code);
    }

    [Fact]
    public async Task Every_published_version_remains_readable()
    {
        await _host.PublishAsync(CatalogHost.Definition());
        await _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition with { Title = "Second" });
        await _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition with { Title = "Third" });

        Assert.Equal("Shop", (await _host.Catalog.FindAsync(CatalogHost.Shop, 1))!.Definition!.Title);
        Assert.Equal("Second", (await _host.Catalog.FindAsync(CatalogHost.Shop, 2))!.Definition!.Title);
        Assert.Equal("Third", (await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition!.Title);
        Assert.Null(await _host.Catalog.FindAsync(CatalogHost.Shop, 4));
    }

    [Fact]
    public async Task An_edit_without_changes_creates_no_version_and_an_invalid_edit_is_refused()
    {
        var before = await _host.PublishAsync(CatalogHost.Definition());

        Assert.Equal(
            before, await _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition with { Title = "Shop" }));
        await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.EditAsync(CatalogHost.Shop, definition => definition with { Title = "" }));

        Assert.Equal(before, await _host.Catalog.FindAsync(CatalogHost.Shop));
    }

    [Fact]
    public async Task An_edit_cannot_move_a_definition_to_another_connector()
    {
        await _host.PublishAsync(CatalogHost.Definition());

        var edited = await _host.Catalog.EditAsync(
            CatalogHost.Shop, definition => definition with { Id = ConnectorId.Parse("other"), Title = "New" });

        Assert.Equal(CatalogHost.Shop, edited.Definition!.Id);
        Assert.Null(await _host.Catalog.FindAsync(ConnectorId.Parse("other")));
    }

    [Fact]
    public async Task A_template_is_checked_against_the_version_it_is_pinned_to()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));
        await _host.Catalog.EditAsync(
            CatalogHost.Shop,
            definition => definition with { Endpoints = CatalogHost.Definition("shop", "b").Endpoints });

        await _host.Catalog.LinkAsync(Template("one") with { PinnedVersion = 1, Endpoints = ["a"] });
        await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.LinkAsync(Template("two") with { PinnedVersion = 1, Endpoints = ["b"] }));
        await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.LinkAsync(Template("three") with { PinnedVersion = 9 }));

        Assert.Equal(
            ["one"],
            (await _host.Catalog.ListTemplatesAsync(new()).ToListAsync()).Select(template => template.Id.Integration));
    }

    [Fact]
    public async Task A_template_is_created_once_and_changed_with_the_revision_that_was_read()
    {
        await _host.PublishAsync(CatalogHost.Definition());
        var linked = await _host.Catalog.LinkAsync(Template());
        var changed = await _host.Catalog.LinkAsync(linked with { AuthMethods = ["bearer"] });

        Assert.Equal(
            ConnectorErrorCode.AlreadyExists,
            (await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.LinkAsync(Template()))).Code);
        Assert.Equal(
            ConnectorErrorCode.Conflict,
            (
                await Assert.ThrowsAsync<ConnectorException>(
                    () => _host.Catalog.LinkAsync(linked with { Endpoints = ["orders"] }))).Code);
        Assert.Equal(changed, await _host.Catalog.FindTemplateAsync(linked.Id));
        Assert.Equal(
            ConnectorErrorCode.InvalidArgument,
            (
                await Assert.ThrowsAsync<ConnectorException>(
                    () => _host.Catalog.LinkAsync(changed with { AuthMethods = ["magic"] }))).Code);
        Assert.ThrowsAny<ArgumentException>(() => Template(" "));
    }

    private static ConnectionTemplate Template(string integration = "mirror") =>
        new() { Id = new(integration, "shop"), ConnectorId = CatalogHost.Shop };
}

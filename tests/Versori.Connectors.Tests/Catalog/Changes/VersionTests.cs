namespace Versori.Connectors.Tests.Catalog.Changes;

/// <summary>Versions of a connector are compared and undone, and templates are pinned to them.</summary>
public sealed class VersionTests : IAsyncDisposable
{
    private static readonly TemplateId Mirror = new("mirror", "shop");

    private readonly CatalogHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_upgrade_of_a_pinned_template_is_reported_before_it_moves()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a", "b"));
        await _host.Catalog.LinkAsync(Template("a", "b") with { PinnedVersion = 1 });
        await _host.PublishAsync(CatalogHost.Definition("shop", "a", "c"));

        var upgrade = await _host.Catalog.PreviewUpgradeAsync(Mirror);

        Assert.Equal((1, 2, ChangeImpact.Breaking), (upgrade.FromVersion, upgrade.ToVersion, upgrade.Impact));
        Assert.Equal(["b"], upgrade.MissingEndpoints);
        Assert.Equal(
            ("b", ChangeKind.Removed), (Assert.Single(upgrade.Changes).Subject, upgrade.Changes[0].Kind));
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.PinAsync(Mirror, null));
        Assert.Equal((ConnectorErrorCode.UnknownEndpoint, "b"), (refused.Code, refused.Error.Location));
        Assert.Equal(1, (await _host.Catalog.FindTemplateAsync(Mirror))!.PinnedVersion);
    }

    [Fact]
    public async Task A_change_that_names_an_older_revision_is_a_conflict_and_changes_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var read = await _host.PublishAsync(CatalogHost.Definition("shop", "a"));
        var drafted = await _host.Catalog.SaveDraftAsync(
            CatalogHost.Definition("shop", "b"), cancellationToken: cancellation);
        var catalog = _host.Catalog;

        foreach (var change in (Func<Task<Connector>>[])
        [
            () => catalog.SaveDraftAsync(CatalogHost.Definition("shop", "c"), read.Revision, cancellation),
            () => catalog.SaveDraftAsync(CatalogHost.Definition("shop", "c"), 0, cancellation),
            () => catalog.PublishAsync(read.Id, read.Revision, cancellation),
            () => catalog.DiscardDraftAsync(read.Id, read.Revision, cancellation),
            () => catalog.RevertAsync(read.Id, 1, read.Revision, cancellation),
        ])
        {
            var refused = await Assert.ThrowsAsync<ConnectorException>(change);
            Assert.Equal(ConnectorErrorCode.Conflict, refused.Code);
        }

        Assert.Equal(drafted, await catalog.FindAsync(read.Id, version: null, cancellation));
        Assert.Equal(2, (await catalog.PublishAsync(read.Id, drafted.Revision, cancellation)).Version);
    }

    [Fact]
    public async Task A_template_is_pinned_moved_back_and_follows_again()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));
        await _host.PublishAsync(CatalogHost.Definition("shop", "a", "b"));
        await _host.Catalog.LinkAsync(Template("a"));

        Assert.Equal(2, (await _host.Catalog.PinAsync(Mirror, 2)).PinnedVersion);
        Assert.Equal(1, (await _host.Catalog.PinAsync(Mirror, 1)).PinnedVersion);
        Assert.Null((await _host.Catalog.PinAsync(Mirror, null)).PinnedVersion);
        var unknown = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.PinAsync(Mirror, 3));
        Assert.Contains("1 to 2", unknown.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.PinAsync(new("mirror", "other"), 1));
        Assert.Equal(ConnectorErrorCode.NotFound, missing.Code);
    }

    [Fact]
    public async Task An_earlier_version_is_published_again_as_a_new_one()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));
        await _host.PublishAsync(CatalogHost.Definition("shop", "b"));
        await _host.Catalog.SaveDraftAsync(CatalogHost.Definition("shop", "c"));

        var reverted = await _host.Catalog.RevertAsync(CatalogHost.Shop, 1);

        Assert.Equal((3, "a"), (reverted.Version, Assert.Single(reverted.Definition!.Endpoints).Id));
        Assert.Equal("c", Assert.Single(reverted.Draft!.Endpoints).Id);
        Assert.Equal("b", Assert.Single((await _host.Catalog.FindAsync(CatalogHost.Shop,
            2))!.Definition!.Endpoints).Id);
        Assert.Equal(3, (await _host.Catalog.RevertAsync(CatalogHost.Shop, 1)).Version);
        var unknown = await Assert.ThrowsAsync<ConnectorException>(() =>
            _host.Catalog.RevertAsync(CatalogHost.Shop, 9));
        Assert.Equal(ConnectorErrorCode.NotFound, unknown.Code);
    }

    [Fact]
    public async Task A_draft_is_compared_with_what_is_published_and_discarded()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));
        await _host.Catalog.LinkAsync(Template());
        var none = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.CompareDraftAsync(CatalogHost.Shop));
        await _host.Catalog.SaveDraftAsync(CatalogHost.Definition("shop", "b"));

        var diff = await _host.Catalog.CompareDraftAsync(CatalogHost.Shop);

        Assert.Equal(ConnectorErrorCode.NotFound, none.Code);
        Assert.Equal((1, null), (diff.FromVersion, diff.ToVersion));
        Assert.Equal(ChangeImpact.Breaking, Assert.Single(diff.Templates).Impact);
        Assert.Null((await _host.Catalog.DiscardDraftAsync(CatalogHost.Shop)).Draft);
        Assert.Equal(1, (await _host.Catalog.DiscardDraftAsync(CatalogHost.Shop)).Version);
    }

    [Fact]
    public async Task Two_versions_are_compared_with_the_templates_that_use_what_changed()
    {
        await _host.PublishAsync(CatalogHost.Definition("shop", "a", "b"));
        await _host.Catalog.LinkAsync(Template("a"));
        await _host.Catalog.LinkAsync(Template("b") with { Id = new("other", "shop"), PinnedVersion = 1 });
        await _host.PublishAsync(CatalogHost.Definition("shop", "a"));

        var diff = await _host.Catalog.CompareAsync(CatalogHost.Shop, 1);

        var template = Assert.Single(diff.Templates);
        Assert.Equal(("other/shop", 1), (template.Template.ToString(), template.PinnedVersion));
        Assert.Equal((1, 2), (diff.FromVersion, diff.ToVersion));
        Assert.Contains("other/shop (pinned to version 1): breaking: b", diff.ToText(), StringComparison.Ordinal);
    }

    private static ConnectionTemplate Template(params string[] endpoints) =>
        new() { Id = Mirror, ConnectorId = CatalogHost.Shop, Endpoints = endpoints };
}

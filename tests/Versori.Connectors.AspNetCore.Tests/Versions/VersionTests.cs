using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Versions;

public sealed class VersionTests
{
    private const string Versions = "/connect/connectors/shop/versions";

    private static readonly TemplateId Template = new("mirror", "shop");

    [Fact]
    public async Task An_administrator_publishes_an_earlier_version_again()
    {
        await using var host = await StartAsync();
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync(Versions);

        var reverted = await admin.SubmitAsync(page, "/revert");

        var connector = (await host.Catalog.FindAsync(new("shop")))!;
        Assert.Equal(3, connector.Version);
        Assert.Equal("/me", connector.Definition!.Endpoints[0].Path);
        Assert.Contains(
            "published again", (await admin.GetAsync(reverted.Location)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_older_than_the_connector_reverts_nothing()
    {
        await using var host = await StartAsync();
        using var admin = host.Browser("admin");
        var page = await admin.GetAsync(Versions);
        await host.Catalog.EditAsync(new("shop"), definition => definition with { Title = "Newer" });

        var late = await admin.SubmitAsync(page, "/revert");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Newer", (await host.Catalog.FindAsync(new("shop")))!.Definition!.Title);
    }

    [Fact]
    public async Task A_template_is_pinned_after_seeing_what_changes_and_follows_again()
    {
        await using var host = await StartAsync();
        using var admin = host.Browser("admin");

        var preview = await admin.GetAsync("/connect/templates/mirror/shop/upgrade?version=1");
        Assert.Contains("/me", preview.Text, StringComparison.Ordinal);
        var token = preview.Document.QuerySelector("input[type=hidden]")!;
        var field = (token.GetAttribute("name")!, token.GetAttribute("value")!);
        await admin.PostAsync("/connect/templates/mirror/shop/version", [field, ("version", "1")]);
        Assert.Equal(1, (await host.Catalog.FindTemplateAsync(Template))!.PinnedVersion);
        Assert.Contains("Stays on version 1", (await admin.GetAsync(Versions)).Text, StringComparison.Ordinal);

        await admin.PostAsync("/connect/templates/mirror/shop/version", [field, ("version", "")]);
        Assert.Null((await host.Catalog.FindTemplateAsync(Template))!.PinnedVersion);
    }

    [Fact]
    public async Task The_api_lists_reverts_previews_and_pins()
    {
        await using var host = await StartAsync();
        using var admin = host.Browser("admin");

        using var listed = JsonDocument.Parse((await admin.GetAsync("/connect/api/connectors/shop/versions")).Text);
        var revision = listed.RootElement.GetProperty("revision").GetInt64();
        var preview = await admin.GetAsync("/connect/api/templates/mirror/shop/upgrade?version=1");
        var pinned = await SendAsync(
            admin, HttpMethod.Put, "/connect/api/templates/mirror/shop/version", new { version = 1 });
        var stale = await SendAsync(
            admin,
            HttpMethod.Post,
            "/connect/api/connectors/shop/revert",
            new { version = 1, revision = revision - 1 });
        var reverted = await SendAsync(
            admin, HttpMethod.Post, "/connect/api/connectors/shop/revert", new { version = 1, revision });

        Assert.Equal(2, listed.RootElement.GetProperty("items")[0].GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(HttpStatusCode.NoContent, pinned.Status);
        Assert.Equal(1, (await host.Catalog.FindTemplateAsync(Template))!.PinnedVersion);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(HttpStatusCode.OK, reverted.Status);
        Assert.Equal(3, (await host.Catalog.FindAsync(new("shop")))!.Version);
    }

    [Theory]
    [InlineData("GET", "/connect/api/templates/mirror/shop/upgrade?version=0", null, 400)]
    [InlineData("GET", "/connect/api/templates/mirror/shop/upgrade?version=9", null, 404)]
    [InlineData("GET", "/connect/api/templates/mirror/other/upgrade", null, 404)]
    [InlineData("PUT", "/connect/api/templates/mirror/shop/version", "{}", 400)]
    [InlineData("PUT", "/connect/api/templates/mirror/shop/version", """{"version":9}""", 404)]
    [InlineData("POST", "/connect/api/connectors/shop/revert", """{"version":1,"version":2}""", 400)]
    [InlineData("POST", "/connect/api/connectors/shop/revert", """{"version":7}""", 404)]
    public async Task A_wrong_request_changes_nothing(string method, string url, string? body, int status)
    {
        await using var host = await StartAsync();
        using var admin = host.Browser("admin");
        using var request = new HttpRequestMessage(new(method), url);
        if (body is not null) request.Content = new StringContent(body, null, "application/json");

        var refused = await admin.SendAsync(request);

        Assert.Equal(status, (int)refused.Status);
        Assert.Equal(2, (await host.Catalog.FindAsync(new("shop")))!.Version);
        Assert.Null((await host.Catalog.FindTemplateAsync(Template))!.PinnedVersion);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_versions()
    {
        await using var host = await StartAsync();
        using var alice = host.Browser();
        var form = await alice.GetAsync("/connect/connectors/shop/new");
        var token = form.Document.QuerySelector("input[type=hidden]")!;
        var field = (token.GetAttribute("name")!, token.GetAttribute("value")!);

        foreach (var route in host.Services.GetRequiredService<Versori.Connectors.AspNetCore.Versions.VersionRoutes>()
            .All())
        {
            var url = "/connect/" + route.Pattern.Replace("{connector}", "shop", StringComparison.Ordinal)
                .Replace("{integration}", "mirror", StringComparison.Ordinal)
                .Replace("{name}", "shop", StringComparison.Ordinal);
            var isApi = route.Pattern.StartsWith("api/", StringComparison.Ordinal);
            var page = route.Method == "GET" ? await alice.GetAsync(url)
                : isApi ? await SendAsync(alice, new(route.Method), url, new { version = 1 })
                : await alice.PostAsync(url, [field, ("version", "1"), ("revision", "4")]);
            Assert.True(page.Status == HttpStatusCode.NotFound, $"{route.Method} {route.Pattern}: {page.Status}");
        }
    }

    [Fact]
    public async Task An_upgrade_of_a_connection_is_undone_by_its_button_and_by_the_api()
    {
        await using var host = await ConnectHost.StartAsync();
        var connector = await host.PublishAsync([ApiKeyAuth.Create(CredentialLocation.Header, "X-Old")]);
        var connection = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = connector,
            Name = "mine",
            Owner = Owner.User("alice"),
            Credential = Credential.ApiKey(ConnectHost.GoodKey),
        });
        await host.PublishAsync([ApiKeyAuth.Create(CredentialLocation.Header, "X-New")]);
        using var alice = host.Browser();
        var page = await alice.GetAsync($"/connect/connections/{connection.Id}");

        var done = await alice.SubmitAsync(page, "/upgrade");
        Assert.Contains(
            "The connection was upgraded.", (await alice.GetAsync(done.Location)).Text, StringComparison.Ordinal);
        Assert.Equal(("X-New", 2, 1), (await HeaderAsync(), await NumberAsync("version"), await UndoAsync()));
        // Long after: another visit, and the connection was used since.
        await alice.SubmitAsync(await alice.GetAsync($"/connect/connections/{connection.Id}"), "/check");
        var upgraded = await alice.GetAsync($"/connect/connections/{connection.Id}");
        Assert.Contains("from version 1 to version 2", upgraded.Text, StringComparison.Ordinal);
        var late = await alice.SubmitAsync(upgraded, "/upgrade", ("shown", "1"));
        Assert.Equal((HttpStatusCode.Conflict, "X-New"), (late.Status, await HeaderAsync()));
        var undone = await alice.SubmitAsync(upgraded, "/upgrade");
        Assert.Equal(("X-Old", 1, null), (await HeaderAsync(), await NumberAsync("version"), await UndoAsync()));
        var after = await alice.GetAsync(undone.Location);
        Assert.DoesNotContain("Undo the upgrade", after.Text, StringComparison.Ordinal);
        Assert.Contains(
            "The upgrade was undone.", (await alice.GetAsync(undone.Location)).Text, StringComparison.Ordinal);

        var url = $"/connect/api/connections/{connection.Id}/upgrade";
        await SendAsync(alice, HttpMethod.Post, url, new { });
        Assert.Equal("X-New", await HeaderAsync());
        await SendAsync(alice, HttpMethod.Post, $"{url}?version=1", new { });
        Assert.Equal("X-Old", await HeaderAsync());
        Assert.Equal(
            HttpStatusCode.NotFound, (await SendAsync(alice, HttpMethod.Post, $"{url}?version=9", new { })).Status);

        Task<int?> UndoAsync() => NumberAsync("undoVersion");

        async Task<int?> NumberAsync(string name)
        {
            var item = await alice.GetAsync($"/connect/api/connections/{connection.Id}");
            using var json = JsonDocument.Parse(item.Text);
            var value = json.RootElement.GetProperty(name);
            return value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
        }

        async Task<string?> HeaderAsync() =>
            ((ApiKeyAuth)(await host.Connections.FindAsync(connection.Id))!.Snapshot.Methods[0]).Placements[0].Name;
    }

    private static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        await host.PublishAsync([new BearerAuth()], definition => definition with
        {
            Endpoints = [new() { Id = "me", Method = "GET", Path = "/you" }],
        });
        await host.Catalog.LinkAsync(new()
        {
            Id = Template,
            ConnectorId = new("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        return host;
    }

    private static async Task<TestPage> SendAsync(TestBrowser browser, HttpMethod method, string url, object body)
    {
        using var request = new HttpRequestMessage(method, url) { Content = JsonContent.Create(body) };
        return await browser.SendAsync(request);
    }
}

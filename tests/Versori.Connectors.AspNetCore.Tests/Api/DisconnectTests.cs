using System.Net;
using System.Text.Json;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Api;

/// <summary>Disconnecting removes the bindings that the caller has seen, and no others.</summary>
public sealed class DisconnectTests
{
    [Fact]
    public async Task Force_covers_what_was_shown_and_a_difference_is_a_conflict_with_what_is_bound_now()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "one", "two");
        using var browser = host.Browser();
        var url = $"/connect/api/connections/{connection.Id}";
        await BindAsync(host, "one", connection);
        using var shown = await JsonAsync(browser, HttpMethod.Get, url, HttpStatusCode.OK);
        await BindAsync(host, "two", connection);

        string[] attempts =
        [
            "", "?force=true", "?force=true&usedBy=", "?force=true&usedBy=anything",
            $"?force=true&usedBy={FingerprintOf(shown)}", $"?usedBy={FingerprintOf(shown)}",
        ];
        foreach (var query in attempts)
        {
            using var problem = await JsonAsync(browser, HttpMethod.Delete, url + query, HttpStatusCode.Conflict);
            Assert.Equal(["one/shop", "two/shop"], UsersOf(problem));
            Assert.Equal(2, problem.RootElement.GetProperty("usedByCount").GetInt32());
            Assert.Contains(
                problem.RootElement.GetProperty("code").GetString(), (IEnumerable<string>)["inUse", "conflict"]);
        }

        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
        using var present = await JsonAsync(browser, HttpMethod.Delete, url, HttpStatusCode.Conflict);
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, $"{url}?force=true&usedBy={FingerprintOf(present)}");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(request)).Status);
        Assert.Null(await host.Connections.FindAsync(connection.Id));
        Assert.Equal(["one/shop"], UsersOf(shown));
    }

    [Fact]
    public async Task Force_without_what_was_shown_removes_a_connection_that_nothing_is_bound_to()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, $"/connect/api/connections/{connection.Id}?force=true");

        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(request)).Status);
    }

    [Fact]
    public async Task The_page_shows_what_is_bound_now_until_that_was_seen()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "one", "two");
        using var browser = host.Browser();
        await BindAsync(host, "one", connection);
        await BindAsync(host, "two", connection);
        var both = await browser.GetAsync($"/connect/connections/{connection.Id}/disconnect");
        await host.Connections.RemoveBindingAsync(new("one", "shop"), Owner.User("alice"));

        var again = await browser.SubmitAsync(both);
        var unseen = await browser.SubmitAsync(again, null, ("used", ""));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.Status, unseen.Status));
        Assert.DoesNotContain("one –", again.Text, StringComparison.Ordinal);
        Assert.Contains("two –", again.Text, StringComparison.Ordinal);
        Assert.NotNull(again.Document.QuerySelector("[role=alert]"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(again)).Status);
        Assert.Null(await host.Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task An_administrator_sees_for_whom_a_connection_of_the_host_is_bound_and_how_many_more_there_are()
    {
        await using var host = await ConnectHost.StartAsync();
        await ConnectAsync(host, "one");
        var shared = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = "shared",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
        for (var user = 0; user < 103; user++) await BindAsync(host, "one", shared, $"u-{user}");
        using var admin = host.Browser("admin");

        var page = await admin.GetAsync($"/connect/connections/{shared.Id}/disconnect");
        using var item = await JsonAsync(
            admin, HttpMethod.Get, $"/connect/api/connections/{shared.Id}", HttpStatusCode.OK);

        Assert.Contains("And 3 more.", page.Text, StringComparison.Ordinal);
        Assert.Equal(100, page.Document.QuerySelectorAll("section li .badge").Length);
        Assert.Equal(["one/shop"], UsersOf(item));
        Assert.Equal(103, item.RootElement.GetProperty("usedByCount").GetInt32());
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.SubmitAsync(page)).Status);
    }

    private static async Task<Connection> ConnectAsync(ConnectHost host, params string[] integrations)
    {
        var shop = await host.PublishAsync([new BearerAuth()]);
        foreach (var integration in integrations)
        {
            await host.Catalog.LinkAsync(new()
            {
                Id = new(integration, "shop"),
                ConnectorId = shop,
                Sharing = TemplateSharing.PerOwner,
            });
        }

        return await host.Connections.ConnectAsync(new()
        {
            ConnectorId = shop,
            Name = "mine",
            Owner = Owner.User("alice"),
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
    }

    private static Task<Binding> BindAsync(
        ConnectHost host, string integration, Connection connection, string user = "alice") =>
        host.Connections.SetBindingAsync(new(integration, "shop"), connection.Id, Owner.User(user));

    private static async Task<JsonDocument> JsonAsync(
        TestBrowser browser, HttpMethod method, string url, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, url);
        var page = await browser.SendAsync(request);
        Assert.True(page.Status == expected, page.Text);
        return JsonDocument.Parse(page.Text);
    }

    private static string? FingerprintOf(JsonDocument json) =>
        json.RootElement.GetProperty("usedByFingerprint").GetString();

    private static IEnumerable<string?> UsersOf(JsonDocument json) =>
        json.RootElement.GetProperty("usedBy").EnumerateArray().Select(user => user.GetString()).Order();
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Security;

public sealed class PageSecurityTests
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/connect")]
    [InlineData("/connect/connectors/shop")]
    [InlineData("/connect/connectors/shop/new?form=bearer")]
    [InlineData("/connect/connectors/unknown")]
    [InlineData("/connect/callback?state=x")]
    [InlineData("/connect/session/unknown")]
    public async Task Every_page_has_the_strict_headers_and_nothing_inline(string url)
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser();

        var page = await browser.GetAsync(url);

        Assert.Equal(Policy, page.Headers["Content-Security-Policy"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), style, [style]"));
        Assert.DoesNotContain(
            page.Document.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(
            page.Document.QuerySelectorAll("[src], link[href]"),
            element => Assert.True(
                (element.GetAttribute("src") ?? element.GetAttribute("href"))!.StartsWith('/')
                || element.GetAttribute("href") == "data:,"));
    }

    [Fact]
    public async Task Allowed_origins_may_show_the_pages_in_a_frame()
    {
        await using var host = await ConnectHost.StartAsync(
            options => options.FrameAncestors.Add("https://www.example.com"));
        using var browser = host.Browser();

        var policy = (await browser.GetAsync("/connect")).Headers["Content-Security-Policy"];

        Assert.EndsWith("frame-ancestors https://www.example.com", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_needs_its_antiforgery_token()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "alice");
        using var browser = host.Browser();
        await browser.GetAsync("/connect/connectors/shop/new");
        var routes = Routes(host).Where(route => route.Method == "POST"
            && route.Kind is ConnectRouteKind.Page or ConnectRouteKind.OpenPage).ToArray();

        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var page = await browser.PostAsync(Fill(route, connection), ("name", "x"));
            Assert.True(page.Status == HttpStatusCode.BadRequest, $"{route.Pattern}: {page.Status}");
        }

        Assert.Equal(connection.Revision, (await host.Connections.FindAsync(connection.Id))!.Revision);
        Assert.Single(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task A_token_of_another_user_is_no_token()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var browser = host.Browser("eve");
        var form = await browser.GetAsync("/connect/connectors/shop/new");

        browser.SignIn("alice");
        var refused = await browser.SubmitAsync(
            form, null, ("name", "planted"), ("field.bearer.token", ConnectHost.GoodKey));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Whatever_names_anothers_connection_is_as_if_it_did_not_exist()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "alice");
        using var eve = host.Browser("eve");
        var form = await eve.GetAsync("/connect/connectors/shop/new");
        var token = form.Document.QuerySelector("input[type=hidden]")!;
        var field = (token.GetAttribute("name")!, token.GetAttribute("value")!);
        var unknown = connection with { Id = ConnectionId.New(DateTimeOffset.UnixEpoch) };
        var routes = Routes(host).Where(route => route.Pattern.StartsWith("connections/{id}", StringComparison.Ordinal)
            || route.Pattern == "connectors/{connector}/new").ToArray();

        Assert.True(routes.Length > 5);
        foreach (var route in routes)
        {
            var foreign = await SendAsync(eve, route, connection, field);
            var missing = await SendAsync(eve, route, unknown, field);
            Assert.True(foreign.Status == HttpStatusCode.NotFound, $"{route.Pattern}: {foreign.Status}");
            Assert.Equal(
                missing.Text.Replace(unknown.Id.ToString(), "", StringComparison.Ordinal),
                foreign.Text.Replace(connection.Id.ToString(), "", StringComparison.Ordinal));
        }

        Assert.Equal(connection.Revision, (await host.Connections.FindAsync(connection.Id))!.Revision);
    }

    [Fact]
    public async Task Lists_of_a_person_show_nothing_of_others_and_an_administrator_sees_all()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "alice");
        using var eve = host.Browser("eve");
        using var admin = host.Browser("admin");

        var hers = await eve.GetAsync("/connect/connectors/shop");
        var all = await admin.GetAsync("/connect/connectors/shop");

        Assert.DoesNotContain(connection.Name, hers.Text, StringComparison.Ordinal);
        Assert.Contains(connection.Name, all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_for_users_need_the_hosts_sign_in()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host, "alice");
        using var nobody = host.Browser(user: null);

        foreach (var route in Routes(host).Where(
            route => route.Kind is ConnectRouteKind.Page or ConnectRouteKind.Api && route.Method == "GET"))
        {
            var page = await nobody.GetAsync(Fill(route, connection));
            Assert.True(page.Status == HttpStatusCode.Unauthorized, $"{route.Pattern}: {page.Status}");
        }
    }

    [Fact]
    public async Task Values_of_definitions_and_people_are_encoded()
    {
        const string Attack = "\"><script>alert(1)</script>'";
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync(
            [new BearerAuth { Title = Attack }],
            definition => definition with { Title = Attack, Description = Attack });
        await host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = Attack,
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User("alice"),
        });
        using var browser = host.Browser();

        foreach (var url in new[]
        {
            "/connect", "/connect/connectors/shop", "/connect/connectors/shop/new?form=bearer",
            $"/connect/connectors/shop/new?return={Uri.EscapeDataString("/" + Attack)}",
        })
        {
            var page = await browser.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
        }
    }

    private static async Task<TestPage> SendAsync(
        TestBrowser browser, ConnectRoute route, Connection connection, (string Name, string Value) token)
    {
        var url = Fill(route, connection);
        if (route.Pattern.EndsWith("/new", StringComparison.Ordinal)) url += $"?form=bearer&connection={connection.Id}";
        return route.Method == "GET"
            ? await browser.GetAsync(url)
            : await browser.PostAsync(url, token, ("field.bearer.token", ConnectHost.GoodKey));
    }

    private static string Fill(ConnectRoute route, Connection connection) => "/connect/" + route.Pattern
        .Replace("{id}", connection.Id.ToString(), StringComparison.Ordinal)
        .Replace("{connector}", connection.ConnectorId.Value, StringComparison.Ordinal)
        .Replace("{token}", "unknown", StringComparison.Ordinal);

    private static IEnumerable<ConnectRoute> Routes(ConnectHost host) =>
        host.Services.GetRequiredService<ConnectRoutes>().All();

    private static async Task<Connection> ConnectAsync(ConnectHost host, string user) =>
        await host.Connections.ConnectAsync(new()
        {
            ConnectorId = await host.PublishAsync([new BearerAuth()]),
            Name = "her secret project",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User(user),
        });
}

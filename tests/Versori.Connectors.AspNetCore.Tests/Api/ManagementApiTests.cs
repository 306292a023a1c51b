using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Routing;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Api;

public sealed class ManagementApiTests
{
    [Fact]
    public async Task Connections_are_listed_checked_and_removed()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();

        using var connectors = await JsonAsync(browser, HttpMethod.Get, "/connect/api/connectors");
        using var list = await JsonAsync(browser, HttpMethod.Get, "/connect/api/connectors/shop/connections");
        using var check = await JsonAsync(browser, HttpMethod.Post, $"/connect/api/connections/{connection.Id}/check");
        using var isDefault = await JsonAsync(
            browser, HttpMethod.Post, $"/connect/api/connections/{connection.Id}/default");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/connect/api/connections/{connection.Id}");
        var removed = await browser.SendAsync(request);

        Assert.Equal("Shop", connectors.RootElement.GetProperty("items")[0].GetProperty("title").GetString());
        var item = list.RootElement.GetProperty("items")[0];
        Assert.Equal(connection.Id.ToString(), item.GetProperty("id").GetString());
        Assert.Equal("user:alice", item.GetProperty("owner").GetString());
        Assert.Equal("accepted", check.RootElement.GetProperty("outcome").GetString());
        Assert.True(isDefault.RootElement.GetProperty("isDefault").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, removed.Status);
        Assert.Empty(await host.Connections.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Errors_are_problem_details_with_the_librarys_code()
    {
        await using var host = await ConnectHost.StartAsync();
        await ConnectAsync(host);
        using var browser = host.Browser();

        var missing = await browser.GetAsync($"/connect/api/connections/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal("application/problem+json", missing.Headers["Content-Type"]);
        using var problem = JsonDocument.Parse(missing.Text);
        Assert.Equal("notFound", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_users_connection_is_not_found()
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var eve = host.Browser("eve");

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Post, "/check"), (HttpMethod.Post, "/default"),
            (HttpMethod.Post, "/upgrade"), (HttpMethod.Delete, ""),
        })
        {
            using var request = new HttpRequestMessage(method, $"/connect/api/connections/{connection.Id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, (await eve.SendAsync(request)).Status);
        }

        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Requests_of_other_sites_are_refused(string header, string value)
    {
        await using var host = await ConnectHost.StartAsync();
        var connection = await ConnectAsync(host);
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/connect/api/connections/{connection.Id}");
        request.Headers.Add(header, value);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(request)).Status);
        Assert.NotNull(await host.Connections.FindAsync(connection.Id));
    }

    [Fact]
    public async Task A_front_end_creates_a_session_for_its_user_and_only_administrators_for_others()
    {
        await using var host = await ConnectHost.StartAsync();
        await host.PublishAsync([new BearerAuth()]);
        using var alice = host.Browser();
        using var admin = host.Browser("admin");

        var own = await CreateAsync(alice, new { connectors = new[] { "shop" } });
        var foreign = await CreateAsync(alice, new { connectors = new[] { "shop" }, owner = "user:bob" });
        var byAdmin = await CreateAsync(admin, new { connectors = new[] { "shop" }, owner = "user:bob" });
        var unknown = await CreateAsync(alice, new { connectors = new[] { "shop" }, surprise = 1 });

        Assert.True(own.Status == HttpStatusCode.Created, own.Text);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.Equal(HttpStatusCode.Created, byAdmin.Status);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        using var session = JsonDocument.Parse(own.Text);
        using var nobody = host.Browser(user: null);
        var ask = await nobody.GetAsync(session.RootElement.GetProperty("url").GetString()!);
        Assert.Contains("Shop", ask.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_for_a_template_needs_one_that_the_visitor_uses()
    {
        await using var host = await ConnectHost.StartAsync();
        var connector = await host.PublishAsync([new BearerAuth()]);
        await host.Catalog.LinkAsync(new()
        {
            Id = new("mirror", "own"),
            ConnectorId = connector,
            Sharing = TemplateSharing.PerOwner,
        });
        await host.Catalog.LinkAsync(new() { Id = new("mirror", "shared"), ConnectorId = connector });
        using var alice = host.Browser();

        var own = await CreateAsync(alice, new { templates = new[] { new { integration = "mirror", name = "own" } } });
        var shared = await CreateAsync(
            alice, new { templates = new[] { new { integration = "mirror", name = "shared" } } });
        var unknown = await CreateAsync(
            alice, new { templates = new[] { new { integration = "mirror", name = "no" } } });

        Assert.True(own.Status == HttpStatusCode.Created, own.Text);
        Assert.Equal(HttpStatusCode.NotFound, shared.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }

    [Theory]
    [InlineData("""{"connectors":null,"templates":null}""")]
    [InlineData("""{"templates":[null]}""")]
    [InlineData("""{"templates":[{"integration":"mirror","name":""}]}""")]
    [InlineData("""{"templates":[{"integration":"a\u0000","name":"b"}]}""")]
    public async Task A_session_with_wrong_values_is_a_problem_of_the_request(string body)
    {
        await using var host = await ConnectHost.StartAsync();
        using var alice = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/api/sessions")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };

        Assert.Equal(HttpStatusCode.BadRequest, (await alice.SendAsync(request)).Status);
    }

    [Fact]
    public async Task The_description_names_every_route_of_the_api()
    {
        await using var host = await ConnectHost.StartAsync();
        using var browser = host.Browser();
        var routes = host.Services.GetRequiredService<ConnectRoutes>().All()
            .Where(route => route.Pattern.StartsWith("api/", StringComparison.Ordinal))
            .Select(route => $"{route.Method} /{route.Pattern}");

        using var document = await JsonAsync(browser, HttpMethod.Get, "/connect/api/openapi.json");
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(routes.Order(), described.Order());
    }

    private static async Task<TestPage> CreateAsync(TestBrowser browser, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/api/sessions")
        {
            Content = JsonContent.Create(body),
        };
        return await browser.SendAsync(request);
    }

    private static async Task<JsonDocument> JsonAsync(TestBrowser browser, HttpMethod method, string url)
    {
        using var request = new HttpRequestMessage(method, url);
        var page = await browser.SendAsync(request);
        Assert.True(page.Status == HttpStatusCode.OK, page.Text);
        return JsonDocument.Parse(page.Text);
    }

    private static async Task<Connection> ConnectAsync(ConnectHost host) => await host.Connections.ConnectAsync(new()
    {
        ConnectorId = await host.PublishAsync([new BearerAuth()]),
        Name = "mine",
        Credential = Credential.Bearer(ConnectHost.GoodKey),
        Owner = Owner.User("alice"),
    });
}

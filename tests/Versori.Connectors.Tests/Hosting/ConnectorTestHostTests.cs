using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Hosting;

/// <summary>The test host for the unit tests of a host.</summary>
public sealed class ConnectorTestHostTests
{
    // The example of docs/testing.md.
    [Fact]
    public async Task Orders_are_read_after_the_token_expires()
    {
        await using var host = await ConnectorTestHost.StartAsync(services =>
            services.AddHttpClient<OrderSync>().AddVersoriConnection("order-sync", "shop"));
        host.System.Respond("GET", "/orders", """[{"id":1},{"id":2}]""");
        await host.ConnectAsync("order-sync", "shop");

        Assert.Equal(2, await host.Get<OrderSync>().CountAsync());
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await host.Get<OrderSync>().CountAsync());

        Assert.Equal(2, host.System.TokenRequests);
        Assert.Equal(
            ["Bearer access-1", "Bearer access-2"],
            host.System.RecordedApiRequests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Another_auth_method_needs_one_more_argument()
    {
        await using var host = await ConnectorTestHost.StartAsync();
        host.System.AcceptApiKey("key-1", "X-Key");

        await host.ConnectAsync(
            "sync", "shop", ApiKeyAuth.Create(CredentialLocation.Header, "X-Key"), Credential.ApiKey("key-1"));

        using var client = host.CreateClient("sync", "shop");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders")).StatusCode);
        Assert.Equal([ConnectionEventKind.Connected], host.Events.Select(happened => happened.Kind));
    }

    [Fact]
    public async Task Responses_depend_on_method_and_path_and_require_valid_credentials()
    {
        await using var host = await ConnectorTestHost.StartAsync();
        await host.ConnectAsync("sync", "shop");
        host.System.Respond("POST", "orders", """{"id":3}""", status: 201);
        host.System.Respond(
            "GET", "/orders", request => request.Query.ContainsKey("page")
                ? ScriptedResponse.Create(200, "[]")
                : ScriptedResponse.Html);
        using var client = host.CreateClient("sync", "shop");
        using var stranger = host.System.CreateClient();

        using var created = await client.PostAsJsonAsync("orders", new { name = "x" });
        using var page = await client.GetAsync("orders?page=2");
        using var html = await client.GetAsync("orders");
        using var refused = await stranger.GetAsync("/api/orders");

        Assert.Equal(
            (HttpStatusCode.Created, """{"id":3}"""), (created.StatusCode, await created.Content.ReadAsStringAsync()));
        Assert.Equal("[]", await page.Content.ReadAsStringAsync());
        Assert.Equal("text/html", html.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("""{"name":"x"}""", host.System.RecordedApiRequests[0].Text);
    }

    [Fact]
    public async Task An_api_outage_lasts_until_it_is_ended()
    {
        await using var host = await ConnectorTestHost.StartAsync();
        await host.ConnectAsync("sync", "shop");
        using var client = host.CreateClient("sync", "shop");

        host.System.ApiOutage = ScriptedResponse.Create(503, "");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("x")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("x")).StatusCode);
        host.System.ApiOutage = null;

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("x")).StatusCode);
    }

    private sealed class OrderSync(HttpClient http)
    {
        public async Task<int> CountAsync() => (await http.GetFromJsonAsync<object[]>("orders"))!.Length;
    }
}

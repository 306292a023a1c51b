using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Planning.Measuring;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>The mock refuses what its document does not allow, so that a run against it proves something.</summary>
public sealed class MockSystemTests : IAsyncLifetime
{
    private const string Compact = """
        # Shop | https://shop.example | Orders
        GET /orders listOrders ?limit -> results,id,total
        POST /orders createOrder {note,quantity} -> total
        GET /orders/{orderId} getOrder -> note,total
        DELETE /orders/{orderId} deleteOrder
        GET /search search ?q -> id
        """;

    private readonly HttpClient _client = new();
    private MockServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await MockServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/orders", null, 200)]
    [InlineData("GET", "/orders?limit=5", null, 200)]
    [InlineData("GET", "/orders?limit=0", null, 400)]
    [InlineData("GET", "/orders?limit=five", null, 400)]
    [InlineData("GET", "/orders?colour=red", null, 400)]
    [InlineData("GET", "/search", null, 400)]
    [InlineData("GET", "/search?q=x", null, 200)]
    [InlineData("GET", "/orders/order-1", null, 200)]
    [InlineData("GET", "/orders/order-9", null, 404)]
    [InlineData("GET", "/customers", null, 404)]
    [InlineData("PUT", "/orders", null, 405)]
    [InlineData("POST", "/orders", """{"note":"x","quantity":2}""", 200)]
    [InlineData("POST", "/orders", """{"note":"x"}""", 400)]
    [InlineData("POST", "/orders", """{"note":"","quantity":2}""", 400)]
    [InlineData("POST", "/orders", """{"note":"x","quantity":"two"}""", 400)]
    [InlineData("POST", "/orders", """{"note":"x","quantity":2,"colour":"red"}""", 400)]
    [InlineData("POST", "/orders", "{", 400)]
    [InlineData("POST", "/orders", null, 400)]
    public async Task Requests_are_compared_with_the_document(string method, string path, string? body, int status)
    {
        Add(kind: 0);

        Assert.Equal(status, (await SendAsync(method, path, body)).Status);
    }

    [Fact]
    public async Task What_is_created_can_be_read_until_it_is_removed()
    {
        Add(kind: 0);
        var created = await SendAsync("POST", "/orders", """{"note":"gift","quantity":2}""");
        var path = $"/orders/{created.Content!["id"]}";

        var read = await SendAsync("GET", path);
        var list = await SendAsync("GET", "/orders");
        var removed = await SendAsync("DELETE", path);

        Assert.Equal("gift", (string?)read.Content!["note"]);
        Assert.Equal(3, list.Content!["results"]!.AsArray().Count);
        Assert.Equal((204, 404), (removed.Status, (await SendAsync("GET", path)).Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_request_without_the_credential_is_refused(int kind)
    {
        Add(kind);

        Assert.Equal(401, (await SendAsync("GET", "/orders", token: null)).Status);
        Assert.Equal(401, (await SendAsync("GET", "/orders", token: "other")).Status);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_refused()
    {
        Add(kind: 3);
        using var form = new FormUrlEncodedContent(
            [new("client_id", "client"), new("client_secret", MockSystem.Secret), new("scope", "orders:read")]);
        using var granted = await _client.PostAsync(new Uri(_server.UrlOf("shop") + MockServer.TokenPath), form);

        Assert.True(granted.IsSuccessStatusCode);
        Assert.Equal(200, (await SendAsync("GET", "/orders")).Status);
        Assert.Equal(403, (await SendAsync("POST", "/orders", """{"note":"x","quantity":2}""")).Status);
    }

    private void Add(int kind) => _server.Systems["shop"] =
        new(CompleteDocument.Of(CompactDocument.Expand(Compact), _server.UrlOf("shop"), kind));

    private async Task<(int Status, JsonNode? Content)> SendAsync(
        string method, string path, string? body = null, string? token = MockSystem.Secret)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _server.UrlOf("shop") + path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

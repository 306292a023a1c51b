using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>A web socket begins with an HTTP request (RFC 6455 §4.1), so the credential is sent with it.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(AcceptAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_web_socket_over_the_client_of_a_connection_is_authenticated()
    {
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(Url("/socket"), await ClientAsync(), default);

        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal("Bearer token", Assert.Single(_server.Requests).Authorization);
    }

    [Fact]
    public async Task A_web_socket_to_another_origin_gets_no_credential()
    {
        await using var other = await LoopbackServer.StartAsync(AcceptAsync);
        using var socket = new ClientWebSocket();
        var url = new UriBuilder(other.BaseAddress) { Scheme = "ws" }.Uri;
        var client = await ClientAsync();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => socket.ConnectAsync(url, client, default));

        var refusal = Assert.IsType<ConnectorException>(error as ConnectorException ?? error.InnerException);
        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, refusal.Code);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("wss://api.example.com/socket", "https://api.example.com")]
    [InlineData("wss://api.example.com:8443/socket", "https://api.example.com:8443")]
    [InlineData("ws://api.example.com/socket", "http://api.example.com")]
    [InlineData("WSS://API.example.com:443/", "https://api.example.com")]
    public void The_origin_of_a_web_socket_is_that_of_its_request(string url, string origin)
    {
        Assert.Equal(origin, Origins.Of(new(url)));
        Assert.True(Origins.Contains([origin], new(url)));
        Assert.Equal(origin.StartsWith("https", StringComparison.Ordinal), Origins.IsSecure(new(url)));
    }

    private Uri Url(string path) => new UriBuilder(_server.BaseAddress) { Scheme = "ws", Path = path }.Uri;

    private async Task<HttpClient> ClientAsync()
    {
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: new BearerAuth()) with { BaseUrl = _server.BaseAddress.AbsoluteUri });
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });
        return _engine.Clients.CreateClient(connection);
    }

    // RFC 6455 §4.2.2.
    private static async Task AcceptAsync(HttpContext context)
    {
        const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        var key = context.Request.Headers.SecWebSocketKey.ToString();
#pragma warning disable CA5350 // RFC 6455 §4.2.2 requires SHA-1.
        var hash = SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid));
#pragma warning restore CA5350
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(hash);
        context.Response.Headers.Upgrade = "websocket";
        var upgrade = context.Features.Get<IHttpUpgradeFeature>()!;
        await using var stream = await upgrade.UpgradeAsync();
        await stream.ReadExactlyAsync(new byte[1], context.RequestAborted);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Servers;

/// <summary>
/// An engine, and a server whose token endpoint (<c>/token</c>) returns queued responses and repeats the last
/// one. Every other path accepts the bearer tokens that <see cref="Accepts"/> allows.
/// </summary>
public sealed class TokenServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _responses = new();
    private RequestDelegate? _last;

    private TokenServer(EngineFixture engine) => Engine = engine;

    public EngineFixture Engine { get; }

    public LoopbackServer Server { get; private set; } = null!;

    /// <summary>Whether an authorization header is accepted. Default: all.</summary>
    public Func<string?, bool> Accepts { get; set; } = _ => true;

    public string TokenUrl => $"{Server.BaseAddress.AbsoluteUri}token";

    public IReadOnlyList<RecordedRequest> TokenRequests =>
        [.. Server.Requests.Where(request => request.Path == "/token")];

    public IReadOnlyList<RecordedRequest> Calls => [.. Server.Requests.Where(request => request.Path == "/me")];

    public static async Task<TokenServer> StartAsync(Action<VersoriConnectorsOptions>? options = null)
    {
        var server = new TokenServer(await EngineFixture.StartAsync(options: options));
        server.Server = await LoopbackServer.StartAsync(server.RespondAsync);
        return server;
    }

    public TokenServer Returns(string json, int status = 200, string type = "application/json") => Returns(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(json);
    });

    public TokenServer Returns(RequestDelegate response)
    {
        _responses.Enqueue(response);
        return this;
    }

    /// <summary>A method whose connection starts with tokens that were obtained elsewhere.</summary>
    public OAuth2Auth Code() => new()
    {
        Grant = OAuth2Grant.AuthorizationCode,
        AuthorizationUrl = $"{Server.BaseAddress.AbsoluteUri}authorize",
        TokenUrl = TokenUrl,
        ClientId = "client",
    };

    public Task<Connector> PublishAsync(AuthMethod method) => Engine.PublishAsync(new()
    {
        Id = ConnectorId.Parse("system"),
        Title = "System",
        BaseUrl = Server.BaseAddress.AbsoluteUri.TrimEnd('/'),
        AuthMethods = [method],
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
    });

    public async Task<Connection> ConnectAsync(AuthMethod method, Credential? credential = null)
    {
        var connector = await PublishAsync(method);
        return await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = credential ?? Credential.OAuth2Tokens("access-1", "refresh-1"),
            CheckCredential = false,
        });
    }

    /// <summary>The authorization header of a call, and its status.</summary>
    public async Task<(string? Authorization, int Status)> CallAsync(Connection connection)
    {
        using var response = await Engine.Clients.CreateClient(connection).GetAsync("me");
        return (Calls[^1].Authorization, (int)response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Engine.DisposeAsync();
    }

    private Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path == "/token")
        {
            if (_responses.TryDequeue(out var next)) _last = next;
            return _last!(context);
        }

        context.Response.StatusCode = Accepts(context.Request.Headers.Authorization) ? 200 : 401;
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>
/// A sign-in service on loopback that issues <c>session-1</c>, <c>session-2</c>, … and an API that accepts them.
/// </summary>
public sealed class SessionSystem : IAsyncDisposable
{
    public const string Canary = "canary-pa55word";

    private LoopbackServer _server = null!;
    private int _sessions;

    public EngineFixture Engine { get; private set; } = null!;

    public ConcurrentQueue<ScriptedResponse> Faults { get; } = new();

    /// <summary>Writes the response to a successful sign-in.</summary>
    public Func<HttpContext, string, Task> Response { get; set; } = static (context, session) =>
        context.Response.WriteAsJsonAsync(new { data = new { id = session } });

    /// <summary>Returns whether a sign-in succeeds.</summary>
    public Func<RecordedRequest, bool> IsGood { get; set; } = static request =>
        request.Text.Contains(Canary, StringComparison.Ordinal);

    public IReadOnlyList<RecordedRequest> Logins => [.. _server.Requests.Where(request => request.Path == "/login")];

    public IReadOnlyList<RecordedRequest> Requests => _server.Requests;

    public string LoginUrl => new Uri(_server.BaseAddress, "/login").AbsoluteUri;

    public string UrlOf(string path) => new Uri(_server.BaseAddress, path).AbsoluteUri;

    public static async Task<SessionSystem> StartAsync()
    {
        var system = new SessionSystem { Engine = await EngineFixture.StartAsync() };
        system._server = await LoopbackServer.StartAsync(system.RespondAsync);
        for (var number = 1; number <= 20; number++)
            system.Engine.System.AcceptApiKey($"session-{number}", "X-Session");
        return system;
    }

    public SessionTokenAuth Method() => new()
    {
        SignIn =
        [
            new()
            {
                Url = LoginUrl,
                Body = new()
                {
                    Json = JsonFragment.Parse(
                        """{"user":{"name":"{username}"},"password":"{password}","remember":true}"""),
                },
                ExtractedValues = [new() { Name = "session", Selector = "/data/id" }],
            },
        ],
        Placements = [new() { Name = "X-Session", Value = "{session}" }],
    };

    public async Task<(Connection Connection, HttpClient Client)> ConnectAsync(
        SessionTokenAuth method, string password = Canary)
    {
        var connector = await Engine.PublishAsync(Engine.Definition("sessions", method));
        var connection = await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.For(
                method.Id, new Dictionary<string, string> { ["username"] = "ada", ["password"] = password }),
        });
        return (connection, Engine.Clients.CreateClient(connection));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task RespondAsync(HttpContext context)
    {
        var request = _server.Requests[^1];
        if (Faults.TryDequeue(out var fault) && await fault.ApplyAsync(context)) return;
        if (request.Path == "/login" && !IsGood(request)) context.Response.StatusCode = 401;
        else
            await Response(
                context, request.Path == "/login" ? $"session-{Interlocked.Increment(ref _sessions)}" : request.Path);
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Servers;

/// <summary>
/// An external system that does what a test tells it: <c>/token</c> issues opaque tokens, <c>/api/…</c> answers with what
/// it saw when the credential is good and with 401 when it is not, <c>/redirect?to=URL&amp;status=302</c> redirects.
/// </summary>
public sealed class ScriptedExternalSystem : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _apiRequestsByCredential = new(StringComparer.Ordinal);
    private readonly AcceptedCredentials _credentials;
    private LoopbackServer _server = null!;

    private ScriptedExternalSystem(TimeProvider time)
    {
        Tokens = new(time);
        _credentials = new(Tokens);
    }

    public Uri BaseAddress => _server.BaseAddress;

    public Uri TokenEndpoint => new(BaseAddress, "/token");

    public Uri Api => new(BaseAddress, "/api/");

    public LoopbackServer Server => _server;

    public string ClientId { get; set; } = "client";

    public string ClientSecret { get; set; } = "secret";

    /// <summary>For the password grant.</summary>
    public (string Username, string Password) User { get; set; } = ("ada", "lovelace");

    public TokenIssuer Tokens { get; }

    /// <summary>Answers for the next token requests, one each; the usual answer when there are none left.</summary>
    public ConcurrentQueue<Fault> TokenFaults { get; } = new();

    /// <summary>Answers for the next API requests, one each.</summary>
    public ConcurrentQueue<Fault> ApiFaults { get; } = new();

    /// <summary>The answer of every token request while it is set.</summary>
    public Fault? TokenOutage { get; set; }

    /// <summary>Holds token requests, after they were counted, until it is opened.</summary>
    public Gate TokenGate { get; } = new();

    /// <summary>Holds API requests, after they were counted, until it is opened.</summary>
    public Gate ApiGate { get; } = new();

    /// <summary>Changes the JSON of every successful token answer just before it is sent.</summary>
    public Action<JsonObject>? ShapeTokenAnswer { get; set; }

    public ArrivalCounter TokenArrivals { get; } = new();

    public ArrivalCounter ApiArrivals { get; } = new();

    public int TokenRequests => TokenArrivals.Count;

    public int ApiRequests => ApiArrivals.Count;

    public IReadOnlyList<RecordedRequest> RecordedTokenRequests => [.. _server.Requests.Where(request => request.Path == "/token")];

    public IReadOnlyList<RecordedRequest> RecordedApiRequests =>
        [.. _server.Requests.Where(request => request.Path.StartsWith("/api/", StringComparison.Ordinal))];

    public static async Task<ScriptedExternalSystem> StartAsync(TimeProvider? time = null, bool https = false)
    {
        var system = new ScriptedExternalSystem(time ?? TimeProvider.System);
        system._server = await LoopbackServer.StartAsync(system.AnswerAsync, https);
        return system;
    }

    /// <summary>How many API requests carried this credential, accepted or not.</summary>
    public int ApiRequestsWith(string credential) => _apiRequestsByCredential.GetValueOrDefault(credential);

    public void AcceptApiKey(string value, string header = "X-Api-Key") =>
        _credentials.Accept(request => request.Headers.GetValueOrDefault(header), value);

    public void AcceptApiKeyInQuery(string value, string parameter = "api_key") =>
        _credentials.Accept(request => request.Query.GetValueOrDefault(parameter), value);

    public void AcceptApiKeyInCookie(string value, string cookie = "api_key") =>
        _credentials.Accept(request => AcceptedCredentials.Cookie(request, cookie), value);

    public void AcceptBasic(string username, string password) =>
        _credentials.Accept(AcceptedCredentials.Basic, $"{username}:{password}");

    public void AcceptBearer(string token) => _credentials.Accept(AcceptedCredentials.Bearer, token);

    /// <summary>From now on the API answers 401 to these, issued or accepted before.</summary>
    public void RejectTokens(params IEnumerable<string> credentials) => _credentials.Reject(credentials);

    /// <summary>Ends every access and refresh token issued so far.</summary>
    public void RevokeAll() => Tokens.RevokeAll();

    public HttpClient CreateClient() => _server.CreateClient();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);

        switch (request.Path)
        {
            case "/token":
                TokenArrivals.Arrive();
                await TokenGate.WaitAsync(context.RequestAborted);

                if (!await FaultAsync(TokenOutage, TokenFaults, context))
                {
                    await TokenEndpointAnswer.WriteAsync(this, request, context);
                }

                break;

            case "/redirect":
                context.Response.StatusCode = int.Parse(request.Query.GetValueOrDefault("status", "302"));
                context.Response.Headers.Location = request.Query["to"];
                break;

            case var path when path.StartsWith("/api/", StringComparison.Ordinal):
                var (credential, isValid) = _credentials.Check(request);
                _apiRequestsByCredential.AddOrUpdate(credential ?? "", 1, static (_, count) => count + 1);
                ApiArrivals.Arrive();
                await ApiGate.WaitAsync(context.RequestAborted);

                if (!await FaultAsync(null, ApiFaults, context))
                {
                    await ApiAnswer.WriteAsync(context, request, credential, isValid);
                }

                break;

            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static async Task<bool> FaultAsync(Fault? outage, ConcurrentQueue<Fault> queue, HttpContext context) =>
        (outage is not null || queue.TryDequeue(out outage)) && await outage.ApplyAsync(context);
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>
/// An external system on loopback that does what a test tells it. <c>/token</c> is an OAuth 2.0 token endpoint that issues
/// opaque tokens; <c>/api/…</c> answers when the credential is good, with what was given to <c>Answer</c> or else with a
/// JSON account of what it saw, and with 401 when it is not; <c>/redirect?to=URL&amp;status=302</c> redirects. It records
/// every request.
/// </summary>
/// <remarks>Safe for concurrent use. It starts in milliseconds; each test should have its own.</remarks>
public sealed class ScriptedExternalSystem : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _apiRequestsByCredential = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Method, string Path), Func<RecordedRequest, Fault>> _answers = new();
    private readonly AcceptedCredentials _credentials;
    private LoopbackServer _server = null!;

    private ScriptedExternalSystem(TimeProvider time)
    {
        Tokens = new(time);
        _credentials = new(Tokens);
    }

    /// <summary>The root of the server.</summary>
    public Uri BaseAddress => _server.BaseAddress;

    /// <summary>The token endpoint: client credentials, password, refresh token.</summary>
    public Uri TokenEndpoint => new(BaseAddress, "/token");

    /// <summary>The base of the API, with a slash at its end.</summary>
    public Uri Api => new(BaseAddress, "/api/");

    /// <summary>The base of the API as connector definitions have it, without a slash at its end.</summary>
    public string BaseUrl => Api.AbsoluteUri.TrimEnd('/');

    /// <summary>The server beneath, with all requests.</summary>
    public LoopbackServer Server => _server;

    /// <summary>The client that the token endpoint knows. Default: <c>client</c>.</summary>
    public string ClientId { get; set; } = "client";

    /// <summary>The secret of that client. Default: <c>secret</c>.</summary>
    public string ClientSecret { get; set; } = "secret";

    /// <summary>Whom the password grant knows. Default: <c>ada</c>, <c>lovelace</c>.</summary>
    public (string Username, string Password) User { get; set; } = ("ada", "lovelace");

    /// <summary>The tokens that were issued: their lifetime, rotation, and an early end.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>Answers for the next token requests, one each; the usual answer when there are none left.</summary>
    public ConcurrentQueue<Fault> TokenFaults { get; } = new();

    /// <summary>Answers for the next API requests, one each; the usual answer when there are none left.</summary>
    public ConcurrentQueue<Fault> ApiFaults { get; } = new();

    /// <summary>The answer of every token request while it is set.</summary>
    public Fault? TokenOutage { get; set; }

    /// <summary>The answer of every API request while it is set.</summary>
    public Fault? ApiOutage { get; set; }

    /// <summary>Holds token requests, after they were counted, until it is opened.</summary>
    public Gate TokenGate { get; } = new();

    /// <summary>Holds API requests, after they were counted, until it is opened.</summary>
    public Gate ApiGate { get; } = new();

    /// <summary>Changes the JSON of every successful token answer just before it is sent.</summary>
    public Action<JsonObject>? ShapeTokenAnswer { get; set; }

    /// <summary>Counts token requests and lets a test wait for them.</summary>
    public ArrivalCounter TokenArrivals { get; } = new();

    /// <summary>Counts API requests and lets a test wait for them.</summary>
    public ArrivalCounter ApiArrivals { get; } = new();

    /// <summary>How many token requests there were.</summary>
    public int TokenRequests => TokenArrivals.Count;

    /// <summary>How many API requests there were, refused ones included.</summary>
    public int ApiRequests => ApiArrivals.Count;

    /// <summary>The token requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> RecordedTokenRequests => [.. _server.Requests.Where(request => request.Path == "/token")];

    /// <summary>The API requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> RecordedApiRequests =>
        [.. _server.Requests.Where(request => request.Path.StartsWith("/api/", StringComparison.Ordinal))];

    /// <summary>Starts a system at a free port.</summary>
    /// <param name="time">The clock by which its tokens expire. Default: the system's.</param>
    /// <param name="https">Whether it speaks TLS, with a certificate of its own making (<see cref="LoopbackServer.Certificate"/>).</param>
    public static async Task<ScriptedExternalSystem> StartAsync(TimeProvider? time = null, bool https = false)
    {
        var system = new ScriptedExternalSystem(time ?? TimeProvider.System);
        system._server = await LoopbackServer.StartAsync(system.AnswerAsync, https);
        return system;
    }

    /// <summary>From now on the API answers requests that carry a good credential with this.</summary>
    /// <param name="method">The method, such as <c>GET</c>.</param>
    /// <param name="path">The path below <see cref="Api"/>, such as <c>/orders</c>, without a query.</param>
    /// <param name="json">The body.</param>
    /// <param name="status">The status. Default: 200.</param>
    public void Answer(string method, string path, string json, int status = 200) => Answer(method, path, _ => Fault.Answer(status, json));

    /// <summary>From now on the API asks this for its answer to requests that carry a good credential.</summary>
    /// <param name="method">The method, such as <c>GET</c>.</param>
    /// <param name="path">The path below <see cref="Api"/>, such as <c>/orders</c>, without a query.</param>
    /// <param name="answer">What is answered, by the request.</param>
    public void Answer(string method, string path, Func<RecordedRequest, Fault> answer)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(answer);
        _answers[(method.ToUpperInvariant(), $"/api/{path.TrimStart('/')}")] = answer;
    }

    /// <summary>How many API requests carried this credential, accepted or not.</summary>
    public int ApiRequestsWith(string credential) => _apiRequestsByCredential.GetValueOrDefault(credential);

    /// <summary>The API accepts this key in a header.</summary>
    public void AcceptApiKey(string value, string header = "X-Api-Key") =>
        _credentials.Accept(request => request.Headers.GetValueOrDefault(header), value);

    /// <summary>The API accepts this key in the query.</summary>
    public void AcceptApiKeyInQuery(string value, string parameter = "api_key") =>
        _credentials.Accept(request => request.Query.GetValueOrDefault(parameter), value);

    /// <summary>The API accepts this key in a cookie.</summary>
    public void AcceptApiKeyInCookie(string value, string cookie = "api_key") =>
        _credentials.Accept(request => AcceptedCredentials.Cookie(request, cookie), value);

    /// <summary>The API accepts this user name and password (RFC 7617).</summary>
    public void AcceptBasic(string username, string password) =>
        _credentials.Accept(AcceptedCredentials.Basic, $"{username}:{password}");

    /// <summary>The API accepts this bearer token (RFC 6750), which was issued elsewhere.</summary>
    public void AcceptBearer(string token) => _credentials.Accept(AcceptedCredentials.Bearer, token);

    /// <summary>From now on the API answers 401 to these, issued or accepted before.</summary>
    public void RejectTokens(params IEnumerable<string> credentials) => _credentials.Reject(credentials);

    /// <summary>Ends every access and refresh token issued so far.</summary>
    public void RevokeAll() => Tokens.RevokeAll();

    /// <summary>A plain client, without a credential, whose base address is the server's.</summary>
    public HttpClient CreateClient() => _server.CreateClient();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context, RecordedRequest request) => request.Path switch
    {
        "/token" => AnswerTokenAsync(context, request),
        "/redirect" => RedirectAsync(context, request),
        var path when path.StartsWith("/api/", StringComparison.Ordinal) => AnswerApiAsync(context, request),
        _ => Fault.Answer(404, "").ApplyAsync(context),
    };

    private async Task AnswerTokenAsync(HttpContext context, RecordedRequest request)
    {
        TokenArrivals.Arrive();
        await TokenGate.WaitAsync(context.RequestAborted);
        if (!await FaultAsync(TokenOutage, TokenFaults, context)) await TokenEndpointAnswer.WriteAsync(this, request, context);
    }

    private async Task AnswerApiAsync(HttpContext context, RecordedRequest request)
    {
        var (credential, isValid) = _credentials.Check(request);
        _apiRequestsByCredential.AddOrUpdate(credential ?? "", 1, static (_, count) => count + 1);
        ApiArrivals.Arrive();
        await ApiGate.WaitAsync(context.RequestAborted);
        if (await FaultAsync(ApiOutage, ApiFaults, context)) return;
        if (isValid && _answers.TryGetValue((request.Method, request.Path), out var answer) && await answer(request).ApplyAsync(context)) return;
        await ApiAnswer.WriteAsync(context, request, credential, isValid);
    }

    private static Task RedirectAsync(HttpContext context, RecordedRequest request)
    {
        context.Response.StatusCode = int.Parse(request.Query.GetValueOrDefault("status", "302"), CultureInfo.InvariantCulture);
        context.Response.Headers.Location = request.Query["to"];
        return Task.CompletedTask;
    }

    private static async Task<bool> FaultAsync(Fault? outage, ConcurrentQueue<Fault> queue, HttpContext context) =>
        (outage is not null || queue.TryDequeue(out outage)) && await outage.ApplyAsync(context);
}

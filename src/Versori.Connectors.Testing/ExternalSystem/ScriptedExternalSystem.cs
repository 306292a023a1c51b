using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>
/// An external system on loopback, controlled by a test. <c>/token</c> is an OAuth 2.0 token endpoint that issues
/// opaque tokens. <c>/api/…</c> sends the response set with <c>Respond</c>, by default a JSON description of the
/// request. It sends 401 if the credential is not valid. <c>/redirect?to=URL&amp;status=302</c> redirects. The system
/// records every request.
/// </summary>
/// <remarks>Safe for concurrent use. It starts within milliseconds, so each test should start its own.</remarks>
public sealed class ScriptedExternalSystem : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _apiRequestsByCredential = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(
        string Method, string Path), Func<RecordedRequest, ScriptedResponse>> _responses = new();
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

    /// <summary>The server, with all requests.</summary>
    public LoopbackServer Server => _server;

    /// <summary>The id of the client that the token endpoint accepts. Default: <c>client</c>.</summary>
    public string ClientId { get; set; } = "client";

    /// <summary>The secret of that client. Default: <c>secret</c>.</summary>
    public string ClientSecret { get; set; } = "secret";

    /// <summary>The user that the password grant accepts. Default: <c>ada</c>, <c>lovelace</c>.</summary>
    public (string Username, string Password) User { get; set; } = ("ada", "lovelace");

    /// <summary>Issues and revokes tokens. It also sets their lifetime and rotation.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>The responses to the next token requests, one each; after them the default response.</summary>
    public ConcurrentQueue<ScriptedResponse> TokenFaults { get; } = new();

    /// <summary>The responses to the next API requests, one each; after them the default response.</summary>
    public ConcurrentQueue<ScriptedResponse> ApiFaults { get; } = new();

    /// <summary>The response to every token request while it is set.</summary>
    public ScriptedResponse? TokenOutage { get; set; }

    /// <summary>The response to every API request while it is set.</summary>
    public ScriptedResponse? ApiOutage { get; set; }

    /// <summary>Holds token requests after they are counted, until it is opened.</summary>
    public Gate TokenGate { get; } = new();

    /// <summary>Holds API requests after they are counted, until it is opened.</summary>
    public Gate ApiGate { get; } = new();

    /// <summary>Changes the JSON of every successful token response before it is sent.</summary>
    public Action<JsonObject>? TransformTokenResponse { get; set; }

    /// <summary>Counts token requests and lets a test wait for them.</summary>
    public RequestCounter TokenRequestCounter { get; } = new();

    /// <summary>Counts API requests and lets a test wait for them.</summary>
    public RequestCounter ApiRequestCounter { get; } = new();

    /// <summary>The number of token requests.</summary>
    public int TokenRequests => TokenRequestCounter.Count;

    /// <summary>The number of API requests, including rejected ones.</summary>
    public int ApiRequests => ApiRequestCounter.Count;

    /// <summary>The token requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> RecordedTokenRequests =>
        [.. _server.Requests.Where(request => request.Path == "/token")];

    /// <summary>The API requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> RecordedApiRequests =>
        [.. _server.Requests.Where(request => request.Path.StartsWith("/api/", StringComparison.Ordinal))];

    /// <summary>Starts a system on a free port.</summary>
    /// <param name="time">The clock for the expiry of tokens. Default: the system's.</param>
    /// <param name="https">
    /// Whether to use TLS, with a self-signed certificate (<see cref="LoopbackServer.Certificate"/>).
    /// </param>
    public static async Task<ScriptedExternalSystem> StartAsync(TimeProvider? time = null, bool https = false)
    {
        var system = new ScriptedExternalSystem(time ?? TimeProvider.System);
        system._server = await LoopbackServer.StartAsync(system.RespondAsync, https);
        return system;
    }

    /// <summary>Sets the API's response to requests with a valid credential.</summary>
    /// <param name="method">The method, for example <c>GET</c>.</param>
    /// <param name="path">The path below <see cref="Api"/>, for example <c>/orders</c>, without a query.</param>
    /// <param name="json">The body.</param>
    /// <param name="status">The status. Default: 200.</param>
    public void Respond(string method, string path, string json, int status = 200) =>
        Respond(method, path, _ => ScriptedResponse.Create(status, json));

    /// <summary>Sets a callback that chooses the API's response to requests with a valid credential.</summary>
    /// <param name="method">The method, for example <c>GET</c>.</param>
    /// <param name="path">The path below <see cref="Api"/>, for example <c>/orders</c>, without a query.</param>
    /// <param name="response">Returns the response to a request.</param>
    public void Respond(string method, string path, Func<RecordedRequest, ScriptedResponse> response)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(response);
        _responses[(method.ToUpperInvariant(), $"/api/{path.TrimStart('/')}")] = response;
    }

    /// <summary>The number of API requests with this credential, accepted or not.</summary>
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

    /// <summary>
    /// The API rejects these credentials with 401 from now on, even if they were issued or accepted before.
    /// </summary>
    public void RejectTokens(params IEnumerable<string> credentials) => _credentials.Reject(credentials);

    /// <summary>Revokes all access and refresh tokens issued so far.</summary>
    public void RevokeAll() => Tokens.RevokeAll();

    /// <summary>Creates a client without a credential, with the server's base address.</summary>
    public HttpClient CreateClient() => _server.CreateClient();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task RespondAsync(HttpContext context, RecordedRequest request) => request.Path switch
    {
        "/token" => RespondToTokenRequestAsync(context, request),
        "/redirect" => RedirectAsync(context, request),
        var path when path.StartsWith("/api/", StringComparison.Ordinal) => RespondToApiAsync(context, request),
        _ => ScriptedResponse.Create(404, "").ApplyAsync(context),
    };

    private async Task RespondToTokenRequestAsync(HttpContext context, RecordedRequest request)
    {
        TokenRequestCounter.Increment();
        await TokenGate.WaitAsync(context.RequestAborted);
        if (await FaultAsync(TokenOutage, TokenFaults, context)) return;
        await TokenEndpointResponse.WriteAsync(this, request, context);
    }

    private async Task RespondToApiAsync(HttpContext context, RecordedRequest request)
    {
        var (credential, isValid) = _credentials.Check(request);
        _apiRequestsByCredential.AddOrUpdate(credential ?? "", 1, static (_, count) => count + 1);
        ApiRequestCounter.Increment();
        await ApiGate.WaitAsync(context.RequestAborted);
        if (await FaultAsync(ApiOutage, ApiFaults, context)) return;
        if (isValid && await ScriptedAsync(context, request)) return;
        await ApiResponse.WriteAsync(context, request, credential, isValid);
    }

    private async Task<bool> ScriptedAsync(HttpContext context, RecordedRequest request) =>
        _responses.TryGetValue((request.Method, request.Path), out var response)
        && await response(request).ApplyAsync(context);

    private static Task RedirectAsync(HttpContext context, RecordedRequest request)
    {
        var status = request.Query.GetValueOrDefault("status", "302");
        context.Response.StatusCode = int.Parse(status, CultureInfo.InvariantCulture);
        context.Response.Headers.Location = request.Query["to"];
        return Task.CompletedTask;
    }

    private static async Task<bool> FaultAsync(
        ScriptedResponse? outage, ConcurrentQueue<ScriptedResponse> queue, HttpContext context) =>
        (outage is not null || queue.TryDequeue(out outage)) && await outage.ApplyAsync(context);
}

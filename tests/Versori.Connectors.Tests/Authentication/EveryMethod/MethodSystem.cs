using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// An external system that verifies each request with its fixture and has every endpoint that sign-in needs.
/// </summary>
public sealed class MethodSystem : IAsyncDisposable
{
    private readonly MethodFixture _fixture;
    private readonly ConcurrentDictionary<string, bool> _rejected = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ConcurrentQueue<string> _ended = new();
    private LoopbackServer _server = null!;

    private MethodSystem(MethodFixture fixture, TimeProvider time)
    {
        _fixture = fixture;
        Time = time;
        Tokens = new(time) { Suffix = fixture.RequestsTheSystem ? fixture.Secret("issued") : "" };
    }

    public TimeProvider Time { get; }

    public TokenIssuer Tokens { get; }

    public LoopbackServer Server => _server;

    public Uri BaseAddress => _server.BaseAddress;

    public string TokenUrl => Url("token");

    public RequestCounter TokenArrivals { get; } = new();

    public Gate TokenGate { get; } = new();

    /// <summary>While set, the response to every token request.</summary>
    public ScriptedResponse? TokenOutage { get; set; }

    /// <summary>Whether the system rejects every credential.</summary>
    public bool RejectsAll { get; set; }

    /// <summary>The credentials of valid requests in the order of their first use.</summary>
    public string[] Seen => [.. _seen.Distinct(StringComparer.Ordinal)];

    /// <summary>The revoked credentials.</summary>
    public string[] Ended => [.. _ended];

    /// <summary>The number of calls that reached the API of the system.</summary>
    public int Calls =>
        _server.Requests.Count(request => _fixture.Path(request) == "/api/me" && _fixture.Challenge(request) is null);

    public static async Task<MethodSystem> StartAsync(MethodFixture fixture, TimeProvider time)
    {
        var system = new MethodSystem(fixture, time);
        system._server = await LoopbackServer.StartAsync(system.RespondAsync, fixture.Https);
        return system;
    }

    public string Url(string path) => new Uri(BaseAddress, path).AbsoluteUri;

    /// <summary>Rejects the credentials that were used so far.</summary>
    public void RejectSeen()
    {
        foreach (var credential in _seen) _rejected[credential] = true;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        var request = await RecordedRequest.OfAsync(context);
        switch (_fixture.Path(request))
        {
            case "/token":
                TokenArrivals.Increment();
                await TokenGate.WaitAsync(context.RequestAborted);
                if (TokenOutage is not { } outage || !await outage.ApplyAsync(context))
                    await IssueAsync(context, request);
                break;
            case "/authorize":
                context.Response.StatusCode = StatusCodes.Status302Found;
                context.Response.Headers.Location =
                    $"{request.Query["redirect_uri"]}?code=agreed&state={request.Query["state"]}";
                break;
            case "/device":
                await context.Response.WriteAsJsonAsync(new JsonObject
                {
                    ["device_code"] = "agreed",
                    ["user_code"] = "ABCD",
                    ["verification_uri"] = Url("verify"),
                    ["expires_in"] = 600,
                    ["interval"] = 1,
                });
                break;
            case "/initiate":
                await context.Response.WriteAsync(
                    "oauth_token=agreed&oauth_token_secret=temporary&oauth_callback_confirmed=true");
                break;
            case "/.well-known/oauth-authorization-server/issuer":
                await context.Response.WriteAsJsonAsync(Metadata());
                break;
            case "/register":
                await context.Response.WriteAsJsonAsync(
                    new JsonObject { ["client_id"] = "client", ["client_secret"] = _fixture.RegisteredSecret });
                break;
            case "/end":
                if (_fixture.Ended?.Invoke(this, request) is { } ended) _ended.Enqueue(ended);
                break;
            case "/redirect":
                context.Response.StatusCode = int.Parse(request.Query["status"], CultureInfo.InvariantCulture);
                context.Response.Headers.Location = request.Query["to"];
                break;
            case "/api/me":
                Judge(context, request);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    // RFC 8414 §2.
    private JsonObject Metadata() => new()
    {
        ["issuer"] = Url("issuer"),
        ["authorization_endpoint"] = Url("authorize"),
        ["token_endpoint"] = TokenUrl,
        ["registration_endpoint"] = Url("register"),
        ["revocation_endpoint"] = Url("end"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
    };

    private void Judge(HttpContext context, RecordedRequest request)
    {
        if (_fixture.Challenge(request) is { } challenge)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = challenge;
            return;
        }

        var credential = _fixture.Verify(this, request);
        if (credential is not null && !RejectsAll && !_rejected.ContainsKey(credential)) _seen.Enqueue(credential);
        else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private async Task IssueAsync(HttpContext context, RecordedRequest request)
    {
        var isRefresh = request.Parameters.GetValueOrDefault("grant_type") == "refresh_token";
        var issued = !_fixture.VerifyClient(this, request) ? null
            : isRefresh ? Tokens.Refresh(request.Parameters["refresh_token"])
            : _fixture.VerifyGrant(this, request) ? Tokens.Issue()
            : null;
        context.Response.StatusCode = issued is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            issued is null ? """{"error":"invalid_grant"}"""
            : _fixture.TokenResponse?.Invoke(issued) ?? Usual(request, issued));
    }

    // RFC 6749 §5.1; RFC 9449 §5 for a token that is bound to the key of a proof.
    private static string Usual(RecordedRequest request, IssuedTokens token)
    {
        var response = new JsonObject
        {
            ["access_token"] = token.AccessToken,
            ["token_type"] = request.Headers.ContainsKey("DPoP") ? "DPoP" : "Bearer",
            ["expires_in"] = (long)token.Lifetime!.Value.TotalSeconds,
        };
        if (token.RefreshToken is { } refresh) response["refresh_token"] = refresh;
        return response.ToJsonString();
    }
}

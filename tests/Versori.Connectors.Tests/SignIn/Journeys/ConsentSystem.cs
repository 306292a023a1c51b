using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Versori.Connectors.Tests.SignIn.Journeys;

/// <summary>
/// An external system on loopback with its own authorization server: codes and refresh tokens are valid once, PKCE is
/// checked, and a token allows what the person has agreed to.
/// </summary>
internal sealed class ConsentSystem : IAsyncDisposable
{
    public const string ClientId = "host-client";
    public const string ClientSecret = "host-secret";

    private readonly ConcurrentDictionary<string, Consent> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Consent> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Consent> _refreshTokens = new(StringComparer.Ordinal);
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private LoopbackServer _server = null!;
    private int _issued;

    /// <summary>Who is signed in at the browser.</summary>
    public string Person { get; set; } = "alice";

    /// <summary>A scope that the person does not agree to.</summary>
    public string? Refused { get; set; }

    public string Origin => _server.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>Each call of the API: its path, and the person and scopes of its token.</summary>
    public ConcurrentQueue<(string Path, string Person, string Scopes)> Calls { get; } = new();

    public static async Task<ConsentSystem> StartAsync()
    {
        var system = new ConsentSystem();
        system._server = await LoopbackServer.StartAsync(system.RespondAsync);
        return system;
    }

    /// <summary>The person agrees; the URI that the browser is sent back to.</summary>
    public async Task<Uri> AgreeAsync(Uri url)
    {
        using var response = await _browser.GetAsync(url);
        return response.Headers.Location!;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    private Task RespondAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/authorize" => AuthorizeAsync(context),
        "/token" => GrantAsync(context),
        _ => CallAsync(context),
    };

    private Task AuthorizeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var code = $"code-{Interlocked.Increment(ref _issued)}";
        var agreed = query["scope"].ToString().Split(' ').Where(scope => scope != Refused);
        _codes[code] = new(Person, string.Join(' ', agreed), query["code_challenge"]!);
        context.Response.Redirect(QueryHelpers.AddQueryString(
            query["redirect_uri"]!,
            new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
        return Task.CompletedTask;
    }

    private async Task GrantAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        var isClient = context.Request.Headers.Authorization == $"Basic {basic}";
        if (!isClient || Spend(form) is not { } consent)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(new { error = isClient ? "invalid_grant" : "invalid_client" });
            return;
        }

        var number = Interlocked.Increment(ref _issued);
        _tokens[$"access-{number}"] = consent;
        _refreshTokens[$"refresh-{number}"] = consent;
        await context.Response.WriteAsJsonAsync(new
        {
            access_token = $"access-{number}",
            refresh_token = $"refresh-{number}",
            token_type = "Bearer",
            expires_in = 3600,
            scope = consent.Scopes,
            login = consent.Person,
        });
    }

    private Consent? Spend(IFormCollection form)
    {
        if (form["grant_type"] == "refresh_token")
            return _refreshTokens.TryRemove(form["refresh_token"]!, out var refreshed) ? refreshed : null;
        if (!_codes.TryRemove(form["code"]!, out var consent)) return null;
        var challenge = WebEncoders.Base64UrlEncode(
            SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return challenge == consent.Challenge ? consent : null;
    }

    // Reading needs "read", everything else "write".
    private Task CallAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (!_tokens.TryGetValue(token, out var consent))
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }

        var needed = HttpMethods.IsGet(context.Request.Method) ? "read" : "write";
        Calls.Enqueue((context.Request.Path.Value!, consent.Person, consent.Scopes));
        context.Response.StatusCode = consent.Scopes.Split(' ').Contains(needed) ? 200 : 403;
        return Task.CompletedTask;
    }

    private sealed record Consent(string Person, string Scopes, string Challenge);
}

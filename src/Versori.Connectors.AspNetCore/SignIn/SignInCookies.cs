using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>
/// A cookie for each sign-in, so that sign-ins in several tabs do not disturb each other. It binds the callback to the
/// browser that began (RFC 6749 §10.12), and is encrypted and limited in time.
/// </summary>
internal sealed class SignInCookies(IDataProtectionProvider protection, TimeProvider time)
{
    private const string Prefix = "versori-sign-in-";
    private const string HostPrefix = "__Host-";

    // More cookies than this of one browser are abandoned sign-ins: the headers of a request are limited.
    private const int MaximumCookies = 12;

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Versori.Connectors.AspNetCore.SignIn.v1").ToTimeLimitedDataProtector();

    public void Add(HttpContext http, SignInTicket ticket, DateTimeOffset expiresAt, bool isPosted)
    {
        RemoveAbandoned(http);
        var lifetime = expiresAt - time.GetUtcNow();
        if (lifetime <= TimeSpan.Zero) return;
        var value = _protector.Protect(
            JsonSerializer.Serialize(ticket, SignInTicketJson.Default.SignInTicket), lifetime);
        http.Response.Cookies.Append(Name(http.Request, ticket.Id), value, Options(http.Request, isPosted, lifetime));
    }

    /// <summary>The ticket of a sign-in, if this browser began it.</summary>
    public SignInTicket? Find(HttpContext http, string id) => Read(http, Name(http.Request, id)) is { } ticket
        && ticket.Id == id
        ? ticket
        : null;

    /// <summary>All tickets of this browser.</summary>
    public IEnumerable<SignInTicket> All(HttpContext http) =>
        Names(http.Request).Select(name => Read(http, name)).OfType<SignInTicket>();

    public static void Remove(HttpContext http, string id) => Delete(http, Name(http.Request, id));

    private static void RemoveAbandoned(HttpContext http)
    {
        foreach (var name in Names(http.Request).SkipLast(MaximumCookies - 1)) Delete(http, name);
    }

    private static void Delete(HttpContext http, string name) =>
        http.Response.Cookies.Delete(name, Options(http.Request, isPosted: false, lifetime: null));

    private static string[] Names(HttpRequest request)
    {
        var prefix = FullPrefix(request);
        return [.. request.Cookies.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private SignInTicket? Read(HttpContext http, string name)
    {
        if (http.Request.Cookies[name] is not { Length: > 0 } value) return null;
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(value), SignInTicketJson.Default.SignInTicket);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            // A cookie of another key ring, changed or too old is none.
            return null;
        }
    }

    // The id is a hash that reveals nothing of the state.
    private static string Name(HttpRequest request, string id) => FullPrefix(request) + id[..Math.Min(id.Length, 22)];

    // RFC 6265bis §4.1.3.2: a cookie with this prefix cannot be set by another host or over plain HTTP. Without TLS,
    // which is for Development on loopback, browsers would refuse it.
    private static string FullPrefix(HttpRequest request) => request.IsHttps ? HostPrefix + Prefix : Prefix;

    private static CookieOptions Options(HttpRequest request, bool isPosted, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        Path = "/",
        // A form that the authorization server posts is a request of another site.
        SameSite = isPosted && request.IsHttps ? SameSiteMode.None : SameSiteMode.Lax,
        MaxAge = lifetime,
        IsEssential = true,
    };
}

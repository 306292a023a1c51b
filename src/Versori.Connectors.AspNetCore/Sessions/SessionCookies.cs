using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>A cookie for each connect session, with the value that binds it to the browser that opened it.</summary>
internal sealed class SessionCookies(TimeProvider time)
{
    private const string Prefix = "versori-session-";

    public void Add(HttpContext http, OpenedConnectSession opened) => http.Response.Cookies.Append(
        Name(http.Request, opened.Session.Id),
        opened.Browser.Reveal(),
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            MaxAge = opened.Session.ExpiresAt - time.GetUtcNow(),
            IsEssential = true,
        });

    public static bool IsOf(HttpContext http, ConnectSession session) =>
        http.Request.Cookies[Name(http.Request, session.Id)] is { Length: > 0 } value
        && OpenedConnectSession.IsOf(session, new(value));

    private static string Name(HttpRequest request, string id) =>
        (request.IsHttps ? "__Host-" : "") + Prefix + id[..Math.Min(id.Length, 22)];
}

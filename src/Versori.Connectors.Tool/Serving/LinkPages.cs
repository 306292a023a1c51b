using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tool.Serving;

/// <summary>What is beside the Connect page: the check of the host, and the token for a cookie.</summary>
internal sealed class LinkPages(LinkAccess access, PageAddress address)
{
    /// <summary>The query's name of the token.</summary>
    public const string TokenName = "token";

    /// <summary>
    /// Refuses requests for other hosts: a page of another site whose name leads to this machine (DNS rebinding).
    /// </summary>
    public Task CheckHostAsync(HttpContext context, RequestDelegate next) =>
        string.Equals(context.Request.Host.Value, address.Authority, StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : RefuseAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                $"This page is served at http://{address.Authority} only.");

    /// <summary>Exchanges the token of the link for the cookie, and leads to the page without the token.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        var request = context.Request;
        var token = request.Query[TokenName].ToString();
        // What a browser fetches in advance does not use the token up.
        var isPrefetch = request.Headers.ContainsKey("Sec-Purpose") || request.Headers.ContainsKey("Purpose");
        if (token.Length > 0 && !isPrefetch && access.TryUse(token))
        {
            context.Response.Cookies.Append(address.CookieName, access.Cookie, new()
            {
                HttpOnly = true,
                // Lax: a sign-in returns from the vendor's page.
                SameSite = SameSiteMode.Lax,
                Path = "/",
                IsEssential = true,
            });
        }
        else if (!(await context.AuthenticateAsync().ConfigureAwait(false)).Succeeded)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Open the link that 'versori-connectors serve' shows in the terminal. It works once, for one browser: "
                    + "stop the command and start it again for a new link.").ConfigureAwait(false);
            return;
        }

        Protect(context.Response);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = PageAddress.Path;
    }

    /// <summary>Refuses a request with a text.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string message)
    {
        Protect(context.Response);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }

    private static void Protect(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }
}

using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>A page that is complete before it is sent, unless the host sends another one instead.</summary>
internal sealed class PageResult(ConnectPage page, HtmlWriter html, Func<ConnectPage, ValueTask<IResult?>>? replace)
    : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = page.Status;
        if (replace is not null && await replace(page).ConfigureAwait(false) is { } other)
        {
            await other.ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        var body = html.ToUtf8();
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}

using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>A page that is complete before it is sent.</summary>
internal sealed class PageResult(int status, HtmlWriter html) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var body = html.ToUtf8();
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}

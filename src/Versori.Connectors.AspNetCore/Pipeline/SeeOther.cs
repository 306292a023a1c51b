using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>
/// Sends the browser on with a GET request (RFC 9110 §15.4.4), so that a reload sends nothing again.
/// </summary>
internal sealed class SeeOther(string url) : IResult
{
    public string Url => url;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>The headers of every response: nothing inline, nothing from elsewhere, no frames, nothing stored.</summary>
internal sealed class SecurityHeaders
{
    private readonly string _policy;

    public SecurityHeaders(IOptions<ConnectOptions> options)
    {
        var ancestors = options.Value.FrameAncestors is [_, ..] allowed ? string.Join(' ', allowed) : "'none'";
        _policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + $"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}";
    }

    public void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // In the words of the antiforgery service, which would otherwise log that it replaces the header.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }
}

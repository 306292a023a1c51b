using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>The address of this host as browsers have it.</summary>
internal sealed class PublicAddress(IOptions<ConnectOptions> options)
{
    /// <summary>
    /// Gives a request the scheme and host that the browser used, so that cookies and checks behind a proxy that ends
    /// TLS are those of the public address.
    /// </summary>
    public void Apply(HttpRequest request)
    {
        if (options.Value.PublicUri is not { } uri) return;
        request.Scheme = uri.Scheme;
        request.Host = new(uri.Authority);
    }

    public string Origin(HttpRequest request) => options.Value.PublicUri is { } uri
        ? uri.GetLeftPart(UriPartial.Authority)
        : $"{request.Scheme}://{request.Host}";

    public Uri RedirectUri(ConnectContext context) =>
        new($"{Origin(context.Http.Request)}{context.RootUrl("callback")}");

    /// <summary>The URL of the request, as the browser has it.</summary>
    public Uri Current(HttpRequest request) => new(
        Origin(request) + UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString));
}

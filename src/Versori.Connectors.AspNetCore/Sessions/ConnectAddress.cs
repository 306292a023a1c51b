using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>The address of the Connect page: that of the host with the prefix that the page is mapped to.</summary>
internal sealed class ConnectAddress(
    EndpointDataSource endpoints, IHttpContextAccessor accessor, IOptions<ConnectOptions> options)
{
    /// <summary>The address without a slash at its end.</summary>
    /// <exception cref="ConnectorException">The address is not known, or the page is not mapped.</exception>
    public string Root()
    {
        var origin = Origin() ?? throw ConnectErrors.Invalid(
            "The host's address is not known. Set ConnectOptions.PublicUri.", "publicUri");
        var prefix = Prefix() ?? throw ConnectErrors.Invalid(
            "The Connect page is not mapped (MapVersoriConnect).", "prefix");
        return prefix.Length == 0 ? origin : $"{origin}/{prefix}";
    }

    /// <summary>The address without a slash at its end; null if it is not known, or the page is not mapped.</summary>
    public string? Find() => Origin() is not null && Prefix() is not null ? Root() : null;

    private string? Origin() => options.Value.PublicUri is { } uri
        ? uri.GetLeftPart(UriPartial.Authority)
        : accessor.HttpContext?.Request is { } request
            ? $"{request.Scheme}://{request.Host}{request.PathBase}"
            : null;

    private string? Prefix() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .FirstOrDefault(endpoint => endpoint.Metadata.GetMetadata<ConnectRoute>() is { Pattern: "" })
        ?.RoutePattern.RawText!.Trim('/');
}

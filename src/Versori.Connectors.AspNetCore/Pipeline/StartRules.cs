using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>What must hold outside Development before anything is served.</summary>
internal sealed class StartRules(
    IHostEnvironment environment,
    IOptions<ConnectOptions> options,
    IOptions<HostFilteringOptions> hosts,
    IOptions<AuthorizationOptions> authorization)
{
    /// <summary>Why a route that needs a visitor may not be served, or null.</summary>
    public string? FindProblem(Endpoint? endpoint)
    {
        if (environment.IsDevelopment()) return null;
        var hasPolicy = endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null
            || endpoint?.Metadata.GetMetadata<AuthorizationPolicy>() is not null
            || authorization.Value.FallbackPolicy is not null;
        var isOpen = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return hasPolicy && !isOpen
            ? null
            : "It has no authorization policy. Call RequireAuthorization on the result of MapVersoriConnect.";
    }

    // As the host filtering of ASP.NET Core reads them.
    private static bool IsAnyHost(string host) => host is "*" or "[::]" or "0.0.0.0";

    /// <summary>Why redirect URIs cannot be trusted, or null.</summary>
    public string? FindHostProblem()
    {
        if (environment.IsDevelopment() || options.Value.PublicUri is not null) return null;
        var allowed = hosts.Value.AllowedHosts;
        return allowed.Count > 0 && !allowed.Any(IsAnyHost)
            ? null
            : "The host's address is not known: any request could choose it by its Host header. Set "
                + "ConnectOptions.PublicUri, or AllowedHosts in the configuration.";
    }
}

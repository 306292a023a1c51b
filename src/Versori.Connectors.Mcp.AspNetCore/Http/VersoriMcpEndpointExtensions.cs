using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Versori.Connectors.Mcp;
using Versori.Connectors.Mcp.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the MCP server of a host.</summary>
public static class VersoriMcpEndpointExtensions
{
    /// <summary>
    /// Maps the MCP server (streamable HTTP). Callers have to be authenticated and authorized by the host's own scheme
    /// and policy, and web pages of other origins are refused.
    /// </summary>
    /// <remarks>
    /// For clients that find the authorization server themselves, make the SDK's scheme the challenge
    /// (<c>AddAuthentication().AddMcp(…)</c>): a 401 then has <c>WWW-Authenticate</c> with the URL of the protected
    /// resource metadata (RFC 9728).
    /// </remarks>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">The path. Default: <c>/mcp</c>.</param>
    /// <returns>A builder for further conventions, such as rate limiting.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddMcpHttp</c> was not called, or the host has no authentication or authorization, and it is not the
    /// Development environment with <see cref="McpHttpOptions.DevelopmentOwner"/>.
    /// </exception>
    public static IEndpointConventionBuilder MapVersoriMcp(
        this IEndpointRouteBuilder endpoints, string pattern = "/mcp")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var services = endpoints.ServiceProvider;
        if (services.GetService<IConnectorMcp>() is null)
            throw new InvalidOperationException("Call AddVersoriConnectors().AddMcpHttp(…) first.");
        var options = services.GetRequiredService<IOptions<McpHttpOptions>>().Value;
        var isOpen = options.DevelopmentOwner is not null
            && services.GetRequiredService<IHostEnvironment>().IsDevelopment();
        if (!isOpen) RequireServices(services);
        var mapped = endpoints.MapMcp(pattern);
        mapped.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } next)
                endpoint.RequestDelegate = context => CheckOriginAsync(context, options, next);
        });
        if (isOpen) return mapped;
        return options.AuthorizationPolicy is { } policy
            ? mapped.RequireAuthorization(policy)
            : mapped.RequireAuthorization();
    }

    private static void RequireServices(IServiceProvider services)
    {
        var hasBoth = services.GetService<IAuthenticationSchemeProvider>() is not null
            && services.GetService<IAuthorizationPolicyProvider>() is not null;
        if (hasBoth) return;
        throw new InvalidOperationException(
            "The MCP server is not mapped without authentication: call AddAuthentication and AddAuthorization. "
            + "In the Development environment, McpHttpOptions.DevelopmentOwner can take their place.");
    }

    // The specification's rule against DNS rebinding (Model Context Protocol 2025-11-25, Transports, Security Warning).
    private static Task CheckOriginAsync(HttpContext context, McpHttpOptions options, RequestDelegate next)
    {
        var origins = context.Request.Headers.Origin;
        var isAllowed = origins.Count == 0 || (origins is [{ } origin] && options.AllowedOrigins.Contains(origin));
        if (isAllowed) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the Connect page and its endpoints.</summary>
public static class VersoriConnectEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the Connect page, sign-in callbacks and the management API below a prefix. Call <c>RequireAuthorization</c>
    /// on the result: outside Development a host without an authorization policy does not start. Callbacks, connect
    /// sessions, webhooks and assets carry their own permission and stay open to visitors that are not signed in.
    /// </summary>
    /// <remarks>
    /// The redirect URI to register with external systems is the host's address with <c>/connect/callback</c> (the
    /// prefix, then <c>/callback</c>). The links of connect sessions have their single-use token in the path: leave the
    /// paths below <c>/connect/session/</c> out of request logs.
    /// </remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="prefix">The path of the Connect page, such as <c>/connect</c>.</param>
    /// <returns>A builder that applies conventions to all routes.</returns>
    /// <exception cref="InvalidOperationException"><c>AddConnect</c> was not called.</exception>
    public static IEndpointConventionBuilder MapVersoriConnect(
        this IEndpointRouteBuilder endpoints, string prefix = "/connect")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var services = endpoints.ServiceProvider;
        var routes = services.GetService<ConnectRoutes>() ?? throw new InvalidOperationException(
            "Call AddVersoriConnectors().AddConnect() before MapVersoriConnect.");
        var pipeline = services.GetRequiredService<ConnectPipeline>();
        var group = endpoints.MapGroup(prefix);
        foreach (var route in routes.All())
        {
            var mapped = group.MapMethods(route.Pattern, [route.Method], context => pipeline.RunAsync(context, route))
                .WithMetadata(route);
            if (route.Kind is not (ConnectRouteKind.Page or ConnectRouteKind.Api))
                mapped.WithMetadata(new AllowAnonymousAttribute());
        }

        return group;
    }
}

using Versori.Connectors;
using Versori.Connectors.Catalog;
using Versori.Connectors.DependencyInjection;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a connection to typed and named clients (hand-written, Refit, Kiota).</summary>
public static class VersoriConnectorsHttpClientBuilderExtensions
{
    /// <summary>
    /// Applies the base address and the credentials of a template's connection to the client. Relative URLs are
    /// resolved against the connection's base address. The primary handler does not follow redirects by itself. The
    /// default request logging, which passes headers to structured logs, is replaced by one that logs no headers; other
    /// loggers of the host are kept.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="integration">The integration's name.</param>
    /// <param name="template">The template's name within the integration.</param>
    /// <param name="ownerOf">
    /// Returns the owner that a request is sent for, for templates that have a connection per owner. It is called for
    /// each request.
    /// </param>
    /// <remarks>
    /// Until the connection is known, and always with <paramref name="ownerOf"/>, the client has a placeholder for its
    /// base address, <c>https://connection.invalid/…</c>. Handlers that were added to the client before this one see
    /// relative requests with that address; this handler replaces it. The network's own telemetry sees the real one.
    /// </remarks>
    public static IHttpClientBuilder AddVersoriConnection(
        this IHttpClientBuilder builder,
        string integration,
        string template,
        Func<HttpRequestMessage, Owner>? ownerOf = null) =>
        Add(builder, integration, template, ownerOf is null ? null : _ => ownerOf);

    /// <summary>
    /// Applies the base address and the credentials of a connection to the client, for templates that have a connection
    /// per owner. The owner of a request is found with services, such as <c>IHttpContextAccessor</c>.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="integration">The integration's name.</param>
    /// <param name="template">The template's name within the integration.</param>
    /// <param name="ownerOf">
    /// Returns the owner that a request is sent for. It is called for each request, with the services that the request
    /// carries (<see cref="ConnectorRequestOptions.Services"/>), or otherwise with a service scope of its own. The
    /// scope of the client's handler is never used: it lasts longer than a request, and its scoped services could
    /// belong to another user.
    /// </param>
    public static IHttpClientBuilder AddVersoriConnection(
        this IHttpClientBuilder builder,
        string integration,
        string template,
        Func<IServiceProvider, HttpRequestMessage, Owner> ownerOf)
    {
        ArgumentNullException.ThrowIfNull(ownerOf);
        return Add(builder, integration, template, services =>
        {
            var scopes = services.GetRequiredService<IServiceScopeFactory>();
            return request => FindOwner(request, scopes, ownerOf);
        });
    }

    private static IHttpClientBuilder Add(
        IHttpClientBuilder builder,
        string integration,
        string template,
        Func<IServiceProvider, Func<HttpRequestMessage, Owner>>? ownerOf)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        TemplateCheck.ThrowIfNotIntegration(integration);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        builder.Services.AddVersoriConnectors();

        var key = RouteKey.Of(new TemplateId(integration, template), Owner.Host);
        builder.ConfigureHttpClient((services, client) =>
        {
            var route = ownerOf is null ? services.GetRequiredService<Routes>().For(key).Current : null;
            client.BaseAddress = route?.BaseAddress ?? BaseAddresses.Unresolved;
        });
        builder.AddHttpMessageHandler(services => new ConnectionHandler(
            services.GetRequiredService<Routes>(),
            key,
            ownerOf?.Invoke(services),
            services.GetRequiredService<EngineTelemetry>())
        {
            Pipeline = builder.Name,
        });
        EnginePipelines.Precede(builder.Services, builder.Name, static client => client.RemoveAllLoggers());
        EnginePipelines.SecurePrimaryHandler(builder.Services, builder.Name);
        EnginePipelines.LogRequests(builder.Services, builder.Name);
        EnginePipelines.NoteResilience(builder.Services, builder.Name);
        return builder;
    }

    private static Owner FindOwner(
        HttpRequestMessage request,
        IServiceScopeFactory scopes,
        Func<IServiceProvider, HttpRequestMessage, Owner> ownerOf)
    {
        if (request.Options.TryGetValue(ConnectorRequestOptions.Services, out var services))
            return ownerOf(services, request);
        using var scope = scopes.CreateScope();
        return ownerOf(scope.ServiceProvider, request);
    }
}

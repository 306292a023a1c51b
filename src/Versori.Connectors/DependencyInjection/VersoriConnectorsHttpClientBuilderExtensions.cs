using Microsoft.Extensions.Http;
using Versori.Connectors;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a connection to typed and named clients (hand-written, Refit, Kiota).</summary>
public static class VersoriConnectorsHttpClientBuilderExtensions
{
    /// <summary>
    /// Applies the base address and the credentials of a template's connection to the client. Relative URLs are
    /// resolved against the connection's base address. The primary handler does not follow redirects by itself. The
    /// default request logging, which passes headers to structured logs, is replaced by one that logs no headers.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="integration">The integration's name.</param>
    /// <param name="template">The template's name within the integration.</param>
    /// <param name="ownerOf">
    /// Returns the owner that a request is sent for, for templates that have a connection per owner. It is called for
    /// each request.
    /// </param>
    public static IHttpClientBuilder AddVersoriConnection(
        this IHttpClientBuilder builder,
        string integration,
        string template,
        Func<HttpRequestMessage, Owner>? ownerOf = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        builder.Services.AddVersoriConnectors();

        var key = RouteKey.Of(new TemplateId(integration, template), Owner.Host);
        builder.ConfigureHttpClient((services, client) =>
        {
            var route = ownerOf is null ? services.GetRequiredService<Routes>().For(key).Current : null;
            client.BaseAddress = route?.BaseAddress ?? BaseAddresses.Unresolved;
        });
        builder.AddHttpMessageHandler(services => new ConnectionHandler(
            services.GetRequiredService<Routes>(), key, ownerOf, services.GetRequiredService<EngineTelemetry>())
        {
            Pipeline = builder.Name,
        });
        builder.RemoveAllLoggers().AddLogger(services => services.GetRequiredService<RequestLogger>());
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name, options => options.HttpMessageHandlerBuilderActions.Add(PrimaryHandlers.Secure));
        return builder;
    }
}

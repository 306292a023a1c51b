using Microsoft.Extensions.Http;
using Versori.Connectors;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives typed and named clients (hand-written, Refit, Kiota) a connection.</summary>
public static class VersoriConnectorsHttpClientBuilderExtensions
{
    /// <summary>
    /// Applies base address and auth of a template's connection to the client. Relative URLs are resolved against the
    /// connection's base address; the handler that sends is kept from following redirects by itself. The default request
    /// logging, which shows headers to structured logs, gives way to one that shows none.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="integration">The integration's name.</param>
    /// <param name="template">The template's name within the integration.</param>
    /// <param name="ownerOf">
    /// On whose behalf a request is sent, for templates that have a connection per owner. It is asked for every request.
    /// </param>
    public static IHttpClientBuilder AddVersoriConnection(
        this IHttpClientBuilder builder, string integration, string template, Func<HttpRequestMessage, Owner>? ownerOf = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        builder.Services.AddVersoriConnectors();

        var key = RouteKey.Of(new TemplateId(integration, template), Owner.Host);
        builder.ConfigureHttpClient((services, client) => client.BaseAddress =
            (ownerOf is null ? services.GetRequiredService<Routes>().For(key).Current?.BaseAddress : null) ?? BaseAddresses.Unresolved);
        builder.AddHttpMessageHandler(services => new ConnectionHandler(
            services.GetRequiredService<Routes>(), key, ownerOf, services.GetRequiredService<EngineTelemetry>())
        {
            Pipeline = builder.Name,
        });
        builder.RemoveAllLoggers().AddLogger(services => services.GetRequiredService<RequestLogger>());
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name, options => options.HttpMessageHandlerBuilderActions.Add(SafePrimaryHandler.Secure));
        return builder;
    }
}

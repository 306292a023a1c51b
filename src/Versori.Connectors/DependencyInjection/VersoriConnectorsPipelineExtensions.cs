using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures the pipelines through which the engine sends requests.</summary>
public static class VersoriConnectorsPipelineExtensions
{
    /// <summary>
    /// Configures the pipeline of calls to external systems and of the checks of credentials: handlers, loggers, proxy,
    /// primary handler. Handlers see authenticated requests. Default: a <see cref="SocketsHttpHandler"/> and no
    /// loggers. Typed clients with <c>AddVersoriConnection</c> have pipelines of their own.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Configures the pipeline. Settings for all clients of the host apply before it.</param>
    public static VersoriConnectorsBuilder ConfigureCalls(
        this VersoriConnectorsBuilder builder, Action<IHttpClientBuilder> configure) =>
        Configure(builder, ConnectorClientFactory.PipelineName, configure);

    /// <summary>
    /// Configures the pipeline of requests to authorization servers: tokens, sessions, discovery, registration,
    /// revocation. Each request is sent once: a handler that repeats a failed request does not send it again, because
    /// codes and rotating refresh tokens are spent by the first attempt (RFC 6749 §4.1.2, RFC 9700 §4.14.2). Such a
    /// handler sees a response with status 200 in place of a failure; loggers see the real response.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Configures the pipeline. Settings for all clients of the host apply before it.</param>
    public static VersoriConnectorsBuilder ConfigureTokenRequests(
        this VersoriConnectorsBuilder builder, Action<IHttpClientBuilder> configure) =>
        Configure(builder, OAuth2Http.PipelineName, configure);

    /// <summary>
    /// Declares that the primary handler of a client returns redirects to its caller and stores no cookies. Needed
    /// for handlers of other types than <see cref="SocketsHttpHandler"/> and <see cref="HttpClientHandler"/> only, for
    /// example a test server's. Without it, creating a client with such a handler fails, because the handler could send
    /// the credential of a connection to another host.
    /// </summary>
    /// <param name="builder">The builder of a client with a connection, or of one of the engine's pipelines.</param>
    public static IHttpClientBuilder PrimaryHandlerFollowsNoRedirects(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<PrimaryHandlerRules>(builder.Name, rules => rules.FollowsNoRedirects = true);
        return builder;
    }

    private static VersoriConnectorsBuilder Configure(
        VersoriConnectorsBuilder builder, string pipeline, Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddHttpClient(pipeline));
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Http;

/// <summary>
/// Prevents the primary handler from leaking credentials. It must not follow redirects itself, and must not store
/// cookies, which it would share between connections.
/// </summary>
internal static class PrimaryHandlers
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // Network connections are closed after this time, so that DNS changes take effect although handlers are kept.
        PooledConnectionLifetime = ConnectionLifetime,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    };

    /// <summary>Secures the host's primary handler, after the host's own configuration.</summary>
    /// <exception cref="ConnectorException">
    /// The handler cannot be secured, and the host has not declared it.
    /// </exception>
    public static void Secure(HttpMessageHandlerBuilder builder)
    {
        var rules = builder.Services.GetRequiredService<IOptionsMonitor<PrimaryHandlerRules>>().Get(builder.Name ?? "");
        if (!TrySecure(builder.PrimaryHandler, builder.Name) && !rules.FollowsNoRedirects)
            throw Unsafe(Innermost(builder.PrimaryHandler), builder.Name);
    }

    /// <summary>Secures a handler that a library of the host has set.</summary>
    /// <exception cref="ConnectorException">The handler cannot be secured.</exception>
    public static void Secure(HttpMessageHandler handler, string pipeline)
    {
        if (!TrySecure(handler, pipeline)) throw Unsafe(Innermost(handler), pipeline);
    }

    private static bool TrySecure(HttpMessageHandler handler, string? pipeline)
    {
        try
        {
            // Set a property only if it differs. A handler that the host shares between clients may already be in use,
            // and its properties can no longer be set then.
            switch (Innermost(handler))
            {
                case SocketsHttpHandler sockets:
                    if (sockets.AllowAutoRedirect) sockets.AllowAutoRedirect = false;
                    if (sockets.UseCookies) sockets.UseCookies = false;
                    return true;
                case HttpClientHandler client:
                    if (client.AllowAutoRedirect) client.AllowAutoRedirect = false;
                    if (client.UseCookies) client.UseCookies = false;
                    return true;
                default:
                    return false;
            }
        }
        catch (InvalidOperationException)
        {
            throw InUse(Innermost(handler), pipeline);
        }
    }

    private static HttpMessageHandler Innermost(HttpMessageHandler handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner }) handler = inner;
        return handler;
    }

    private static ConnectorException Unsafe(HttpMessageHandler handler, string? pipeline) => Refused(
        pipeline,
        $"The primary handler of '{pipeline}' is a {handler.GetType().Name}. Whether it follows redirects is unknown, "
            + "and a credential must not follow one to another host. Use a SocketsHttpHandler, or declare on the "
            + "client's builder that the handler does not follow redirects: PrimaryHandlerFollowsNoRedirects().");

    private static ConnectorException InUse(HttpMessageHandler handler, string? pipeline) => Refused(
        pipeline,
        $"The primary handler of '{pipeline}' is a {handler.GetType().Name} that is in use already and follows "
            + "redirects or stores cookies. Create it with AllowAutoRedirect = false and UseCookies = false.");

    private static ConnectorException Refused(string? pipeline, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotSupported,
        Message = message,
        Location = pipeline,
    });
}

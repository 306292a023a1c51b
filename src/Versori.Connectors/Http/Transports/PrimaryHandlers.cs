using Microsoft.Extensions.Http;

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
    public static void Secure(HttpMessageHandlerBuilder builder)
    {
        HttpMessageHandler? handler = builder.PrimaryHandler;
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            // Set a property only if it differs. A handler that the host shares between clients may already be in use,
            // and its properties can no longer be set then.
            switch (handler)
            {
                case SocketsHttpHandler sockets:
                    if (sockets.AllowAutoRedirect) sockets.AllowAutoRedirect = false;
                    if (sockets.UseCookies) sockets.UseCookies = false;
                    break;
                case HttpClientHandler client:
                    if (client.AllowAutoRedirect) client.AllowAutoRedirect = false;
                    if (client.UseCookies) client.UseCookies = false;
                    break;
            }
        }
    }
}

using Microsoft.Extensions.Http;

namespace Versori.Connectors.Http;

/// <summary>
/// Keeps the handler that sends from doing what would take credentials elsewhere: following redirects by itself, and
/// keeping cookies, which it would share between connections.
/// </summary>
internal static class SafePrimaryHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Connections are closed now and then, so that changes of DNS are seen although handlers live on.
        PooledConnectionLifetime = ConnectionLifetime,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    };

    /// <summary>Makes whatever handler the host has chosen safe, after all of its own configuration.</summary>
    public static void Secure(HttpMessageHandlerBuilder builder)
    {
        for (HttpMessageHandler? handler = builder.PrimaryHandler; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            // Set only where it differs: a handler that the host shares between clients may be in use already.
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

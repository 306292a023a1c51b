using System.Net;

namespace Versori.Connectors.Http;

/// <summary>Finds the proxy that a handler uses.</summary>
internal static class WebProxies
{
    /// <summary>Returns the proxy settings that a handler uses.</summary>
    public static IWebProxy? Of(HttpMessageHandler handler) => handler switch
    {
        SocketsHttpHandler { UseProxy: true } sockets => sockets.Proxy ?? HttpClient.DefaultProxy,
        HttpClientHandler { UseProxy: true } client => client.Proxy ?? HttpClient.DefaultProxy,
        _ => null,
    };

    /// <summary>Returns the proxy for a URL; <see langword="null"/> if the URL is reached directly.</summary>
    public static Uri? Of(this IWebProxy? proxy, Uri url)
    {
        if (proxy is null || proxy.IsBypassed(url)) return null;
        return proxy.GetProxy(url) is { } address && address != url ? address : null;
    }
}

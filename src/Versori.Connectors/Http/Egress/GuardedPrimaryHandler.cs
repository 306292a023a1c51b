using System.Net;
using System.Net.Sockets;

namespace Versori.Connectors.Http;

/// <summary>
/// Creates a primary handler that only connects to addresses that a policy allows. All other settings are copied from
/// the host's handler. Because the handler is a new one, it shares no open connection with other pipelines.
/// </summary>
internal static class GuardedPrimaryHandler
{
    /// <summary>Puts the guard into a pipeline.</summary>
    /// <param name="source">The pipeline's primary handler.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The primary handler to use, and the guard to put before it.</returns>
    public static (HttpMessageHandler Primary, EgressGuard Guard) Create(HttpMessageHandler source, EgressPolicy policy)
    {
        if (CertificatePrimaryHandler.TryCopy(source) is not { } copy)
        {
            DisableRedirects(source);
            return (source, new(policy, WebProxies.Of(source), isConnectionChecked: false));
        }

        var proxy = WebProxies.Of(copy);
        copy.AllowAutoRedirect = false;
        copy.UseCookies = false;
        copy.ConnectCallback = new Connector(policy, proxy, copy.ConnectCallback).ConnectAsync;
        return (copy, new(policy, proxy, isConnectionChecked: true));
    }

    private static void DisableRedirects(HttpMessageHandler? handler)
    {
        try
        {
            for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
            {
                switch (handler)
                {
                    case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                        sockets.AllowAutoRedirect = false;
                        break;
                    case HttpClientHandler { AllowAutoRedirect: true } client:
                        client.AllowAutoRedirect = false;
                        break;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // The handler is already in use. The guard checks where it redirected to.
        }
    }

    private sealed class Connector(
        EgressPolicy policy,
        IWebProxy? proxy,
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? inner)
    {
        public async ValueTask<Stream> ConnectAsync(
            SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            if (IsProxy(context)) return await DialProxyAsync(context, cancellationToken).ConfigureAwait(false);
            var endPoint = context.DnsEndPoint;
            var origin = Origins.Of(context.InitialRequestMessage.RequestUri!);
            var addresses = await policy.Resolver.ResolveAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);
            var allowed = policy.Allowed(origin, addresses);
            if (inner is null) return await DialAsync(allowed, endPoint.Port, cancellationToken).ConfigureAwait(false);
            var stream = await inner(context, cancellationToken).ConfigureAwait(false);
            var address = ((stream as NetworkStream)?.Socket.RemoteEndPoint as IPEndPoint)?.Address;
            if (address is null || policy.Allows(address)) return stream;
            await stream.DisposeAsync().ConfigureAwait(false);
            throw EgressPolicy.NotAllowed(context.InitialRequestMessage.RequestUri!, "its address is not public");
        }

        // Only a tunnel through a proxy begins with CONNECT. A proxy without a tunnel is connected to instead of the
        // URL's host.
        private bool IsProxy(SocketsHttpConnectionContext context)
        {
            if (proxy is null) return false;
            var request = context.InitialRequestMessage;
            if (request.Method == HttpMethod.Connect) return true;
            return proxy.Of(request.RequestUri!) is { } address
                && address.Port == context.DnsEndPoint.Port
                && string.Equals(address.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);
        }

        private async ValueTask<Stream> DialProxyAsync(
            SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            if (inner is not null) return await inner(context, cancellationToken).ConfigureAwait(false);
            var endPoint = context.DnsEndPoint;
            var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);
            return await DialAsync(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false);
        }

        private static async ValueTask<Stream> DialAsync(
            IPAddress[] addresses, int port, CancellationToken cancellationToken)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}

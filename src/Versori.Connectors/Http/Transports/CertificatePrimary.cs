using System.Net.Security;
using Versori.Connectors.Authentication.ClientCertificates;

namespace Versori.Connectors.Http;

/// <summary>
/// A handler that presents a client certificate and is otherwise as the host has set up its own: proxy, time-outs, limits.
/// It is a new one, since the host's may be shared.
/// </summary>
internal static class CertificatePrimary
{
    /// <exception cref="ConnectorException">The host's handler is of a kind that no certificate can be given to.</exception>
    public static SocketsHttpHandler Of(HttpMessageHandler own, string pipeline, ClientIdentity identity)
    {
        var handler = own switch
        {
            SocketsHttpHandler sockets => Copy(sockets),
            HttpClientHandler client when !HasValidationOfItsOwn(client) => Copy(client),
            _ => throw NotSupported(own, pipeline),
        };
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        identity.Apply(handler.SslOptions);
        return handler;
    }

    // Such a callback wants the request, which the TLS of a handler of ours does not know.
#pragma warning disable MA0039 // It is looked for, not written.
    private static bool HasValidationOfItsOwn(HttpClientHandler own) => own.ServerCertificateCustomValidationCallback is not null;
#pragma warning restore MA0039

    private static SocketsHttpHandler Copy(SocketsHttpHandler own) => new()
    {
        ActivityHeadersPropagator = own.ActivityHeadersPropagator,
        AutomaticDecompression = own.AutomaticDecompression,
        ConnectCallback = own.ConnectCallback,
        ConnectTimeout = own.ConnectTimeout,
        DefaultProxyCredentials = own.DefaultProxyCredentials,
        EnableMultipleHttp2Connections = own.EnableMultipleHttp2Connections,
        EnableMultipleHttp3Connections = own.EnableMultipleHttp3Connections,
        Expect100ContinueTimeout = own.Expect100ContinueTimeout,
        InitialHttp2StreamWindowSize = own.InitialHttp2StreamWindowSize,
        KeepAlivePingDelay = own.KeepAlivePingDelay,
        KeepAlivePingPolicy = own.KeepAlivePingPolicy,
        KeepAlivePingTimeout = own.KeepAlivePingTimeout,
        MaxConnectionsPerServer = own.MaxConnectionsPerServer,
        MaxResponseDrainSize = own.MaxResponseDrainSize,
        MaxResponseHeadersLength = own.MaxResponseHeadersLength,
        MeterFactory = own.MeterFactory,
        PlaintextStreamFilter = own.PlaintextStreamFilter,
        PooledConnectionIdleTimeout = own.PooledConnectionIdleTimeout,
        PooledConnectionLifetime = own.PooledConnectionLifetime,
        Proxy = own.Proxy,
        RequestHeaderEncodingSelector = own.RequestHeaderEncodingSelector,
        ResponseDrainTimeout = own.ResponseDrainTimeout,
        ResponseHeaderEncodingSelector = own.ResponseHeaderEncodingSelector,
        SslOptions = Copy(own.SslOptions),
        UseProxy = own.UseProxy,
    };

    private static SocketsHttpHandler Copy(HttpClientHandler own) => new()
    {
        AutomaticDecompression = own.AutomaticDecompression,
        DefaultProxyCredentials = own.DefaultProxyCredentials,
        MaxConnectionsPerServer = own.MaxConnectionsPerServer,
        MaxResponseHeadersLength = own.MaxResponseHeadersLength,
        MeterFactory = own.MeterFactory,
        Proxy = own.Proxy,
        SslOptions = new()
        {
            CertificateRevocationCheckMode = own.CheckCertificateRevocationList
                ? System.Security.Cryptography.X509Certificates.X509RevocationMode.Online
                : System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            EnabledSslProtocols = own.SslProtocols,
        },
        UseProxy = own.UseProxy,
    };

    private static SslClientAuthenticationOptions Copy(SslClientAuthenticationOptions own) => new()
    {
        AllowRenegotiation = own.AllowRenegotiation,
        AllowTlsResume = own.AllowTlsResume,
        ApplicationProtocols = own.ApplicationProtocols,
        CertificateChainPolicy = own.CertificateChainPolicy,
        CertificateRevocationCheckMode = own.CertificateRevocationCheckMode,
        CipherSuitesPolicy = own.CipherSuitesPolicy,
        EnabledSslProtocols = own.EnabledSslProtocols,
        EncryptionPolicy = own.EncryptionPolicy,
        RemoteCertificateValidationCallback = own.RemoteCertificateValidationCallback,
        TargetHost = own.TargetHost,
    };

    private static ConnectorException NotSupported(HttpMessageHandler own, string pipeline) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotSupported,
        Message = $"The primary handler of '{pipeline}' is a {own.GetType().Name}, which cannot be given a connection's client certificate. Use a {nameof(SocketsHttpHandler)}.",
        Location = pipeline,
    });
}

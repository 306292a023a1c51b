using System.Net.Security;
using Versori.Connectors.Authentication.ClientCertificates;

namespace Versori.Connectors.Http;

/// <summary>
/// Creates a primary handler that presents a client certificate or trusts authorities of its own. All other settings,
/// such as proxy, time-outs and limits, are copied from the host's handler. The handler is a new one, because the
/// host's handler may be shared.
/// </summary>
internal static class CertificatePrimaryHandler
{
    /// <exception cref="ConnectorException">The type of the host's handler does not support a certificate.</exception>
    public static SocketsHttpHandler Create(HttpMessageHandler source, string pipeline, ClientIdentity identity)
    {
        var handler = TryCopy(source) ?? throw NotSupported(source, pipeline);
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        identity.Apply(handler.SslOptions);
        return handler;
    }

    /// <summary>
    /// Returns a new handler with the settings of the host's handler; <see langword="null"/> if its type has settings
    /// that cannot be copied.
    /// </summary>
    public static SocketsHttpHandler? TryCopy(HttpMessageHandler source) => source switch
    {
        SocketsHttpHandler sockets => Copy(sockets),
        HttpClientHandler client when !HasValidationCallback(client) => Copy(client),
        _ => null,
    };

    // The callback takes the request as an argument, which the TLS options of a SocketsHttpHandler cannot provide.
#pragma warning disable MA0039 // The callback is read, not set.
    private static bool HasValidationCallback(HttpClientHandler source) =>
        source.ServerCertificateCustomValidationCallback is not null;
#pragma warning restore MA0039

    private static SocketsHttpHandler Copy(SocketsHttpHandler source) => new()
    {
        ActivityHeadersPropagator = source.ActivityHeadersPropagator,
        AutomaticDecompression = source.AutomaticDecompression,
        ConnectCallback = source.ConnectCallback,
        ConnectTimeout = source.ConnectTimeout,
        DefaultProxyCredentials = source.DefaultProxyCredentials,
        EnableMultipleHttp2Connections = source.EnableMultipleHttp2Connections,
        EnableMultipleHttp3Connections = source.EnableMultipleHttp3Connections,
        Expect100ContinueTimeout = source.Expect100ContinueTimeout,
        InitialHttp2StreamWindowSize = source.InitialHttp2StreamWindowSize,
        KeepAlivePingDelay = source.KeepAlivePingDelay,
        KeepAlivePingPolicy = source.KeepAlivePingPolicy,
        KeepAlivePingTimeout = source.KeepAlivePingTimeout,
        MaxConnectionsPerServer = source.MaxConnectionsPerServer,
        MaxResponseDrainSize = source.MaxResponseDrainSize,
        MaxResponseHeadersLength = source.MaxResponseHeadersLength,
        MeterFactory = source.MeterFactory,
        PlaintextStreamFilter = source.PlaintextStreamFilter,
        PooledConnectionIdleTimeout = source.PooledConnectionIdleTimeout,
        PooledConnectionLifetime = source.PooledConnectionLifetime,
        Proxy = source.Proxy,
        RequestHeaderEncodingSelector = source.RequestHeaderEncodingSelector,
        ResponseDrainTimeout = source.ResponseDrainTimeout,
        ResponseHeaderEncodingSelector = source.ResponseHeaderEncodingSelector,
        SslOptions = Copy(source.SslOptions),
        UseProxy = source.UseProxy,
    };

    private static SocketsHttpHandler Copy(HttpClientHandler source) => new()
    {
        AutomaticDecompression = source.AutomaticDecompression,
        DefaultProxyCredentials = source.DefaultProxyCredentials,
        MaxConnectionsPerServer = source.MaxConnectionsPerServer,
        MaxResponseHeadersLength = source.MaxResponseHeadersLength,
        MeterFactory = source.MeterFactory,
        Proxy = source.Proxy,
        SslOptions = new()
        {
            CertificateRevocationCheckMode = source.CheckCertificateRevocationList
                ? System.Security.Cryptography.X509Certificates.X509RevocationMode.Online
                : System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            ClientCertificates = source.ClientCertificateOptions == ClientCertificateOption.Manual
                ? source.ClientCertificates
                : null,
            EnabledSslProtocols = source.SslProtocols,
        },
        UseProxy = source.UseProxy,
    };

    private static SslClientAuthenticationOptions Copy(SslClientAuthenticationOptions source) => new()
    {
        AllowRenegotiation = source.AllowRenegotiation,
        AllowTlsResume = source.AllowTlsResume,
        ApplicationProtocols = source.ApplicationProtocols,
        CertificateChainPolicy = source.CertificateChainPolicy,
        CertificateRevocationCheckMode = source.CertificateRevocationCheckMode,
        CipherSuitesPolicy = source.CipherSuitesPolicy,
        ClientCertificateContext = source.ClientCertificateContext,
        ClientCertificates = source.ClientCertificates,
        EnabledSslProtocols = source.EnabledSslProtocols,
        EncryptionPolicy = source.EncryptionPolicy,
        LocalCertificateSelectionCallback = source.LocalCertificateSelectionCallback,
        RemoteCertificateValidationCallback = source.RemoteCertificateValidationCallback,
        TargetHost = source.TargetHost,
    };

    private static ConnectorException NotSupported(HttpMessageHandler source, string pipeline) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotSupported,
        Message = $"The primary handler of '{pipeline}' is a {source.GetType().Name}, which does not support the "
            + $"client certificate or the authorities of a connection. Use a {nameof(SocketsHttpHandler)}.",
        Location = pipeline,
    });
}

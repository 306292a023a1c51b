namespace Versori.Connectors;

/// <summary>
/// A client certificate, presented in the TLS handshake (RFC 8446 §4.4.2) with the connection's own origins and with
/// the token endpoints of its other methods. It is used alone or beside any other method; a connection has at most one.
/// Fields: <c>certificate</c> (PEM with the certificate, its chain and optionally its key; or PKCS#12 as base64),
/// <c>privateKey</c> (PEM, if the key is not beside the certificate), <c>password</c> (of an encrypted key or of the
/// PKCS#12), <c>certificateAuthorities</c> (PEM: the connection's own roots for verifying the server).
/// </summary>
/// <remarks>
/// The fields are kept in the secret store and are validated when connecting. A certificate that cannot be read, has no
/// matching key, or is not currently valid fails with <see cref="ConnectorErrorCode.InvalidCredential"/> and the field
/// as location. All URLs of the connector must be <c>https</c>, on loopback too; otherwise connecting fails with
/// <see cref="ConnectorErrorCode.InsecureTransport"/>, because a certificate cannot be presented without TLS.
/// </remarks>
public sealed record ClientCertificateAuth() : AuthMethod("clientCertificate")
{
    /// <summary>
    /// The roots that every connection of this connector trusts for its servers: a PEM bundle, such as the vendor's
    /// private CA. If any roots are given, here or in the field <c>certificateAuthorities</c>, they replace the
    /// system's roots, unless <see cref="TrustSystemAuthorities"/> is set. Default: none, the system's roots are
    /// trusted.
    /// </summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>
    /// Whether the system's roots are trusted in addition to the given ones. Default: no, only the given roots are
    /// trusted.
    /// </summary>
    public bool TrustSystemAuthorities { get; init; }
}

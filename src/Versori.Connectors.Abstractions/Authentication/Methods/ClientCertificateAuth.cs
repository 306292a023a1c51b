namespace Versori.Connectors;

/// <summary>
/// A client certificate, presented in the TLS handshake with the connection's own origins and with the token endpoints of
/// its other methods (RFC 8446 §4.4.2). Alone, or beside any other method on the same connection; at most one on each.
/// Fields: <c>certificate</c> (PEM: the certificate, its chain and, if wanted, its key; or PKCS#12 as base64),
/// <c>privateKey</c> (PEM, where it does not stand beside the certificate), <c>password</c> (of an encrypted key or of the
/// PKCS#12), <c>certificateAuthorities</c> (PEM: roots of the connection's own that the server is trusted by).
/// </summary>
/// <remarks>
/// The fields are kept in the secret store and are checked when connecting: a certificate that cannot be read, has no key
/// that fits, or is not valid at the time is <see cref="ConnectorErrorCode.InvalidCredential"/> with the field as location.
/// All URLs of the connector must be <c>https</c>, loopback too, or connecting is
/// <see cref="ConnectorErrorCode.InsecureTransport"/>: nothing is presented without TLS.
/// </remarks>
public sealed record ClientCertificateAuth() : AuthMethod("clientCertificate")
{
    /// <summary>
    /// Roots that every connection of this connector trusts its servers by: a PEM bundle, such as the vendor's private CA.
    /// Where there are any, here or in the field <c>certificateAuthorities</c>, they stand in place of the system's, see
    /// <see cref="TrustSystemAuthorities"/>. Default: none, the system's roots are trusted.
    /// </summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>Whether the system's roots are trusted besides those that are given. Default: no, only those that are given.</summary>
    public bool TrustSystemAuthorities { get; init; }
}

using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>The rules for connections that have, or need, a client certificate.</summary>
internal static class CertificateRules
{
    /// <summary>Whether a method works only together with a client certificate (RFC 8705 §2, §3).</summary>
    public static bool NeedsCertificate(OAuth2Auth method) => method.CertificateBoundTokens
        || method.ClientAuthentication is OAuth2ClientAuthentication.TlsClientAuth
            or OAuth2ClientAuthentication.SelfSignedTlsClientAuth;

    /// <summary>Requires one certificate at most, and one if a method needs it.</summary>
    public static void Check(IReadOnlyList<AuthMethod> methods)
    {
        var certificates = methods.OfType<ClientCertificateAuth>().ToArray();
        if (certificates.Length > 1)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidCredential,
                "A TLS connection has one client certificate; give one credential of this kind.",
                certificates[1].Id);
        }

        if (certificates.Length > 0) return;
        if (methods.OfType<OAuth2Auth>().FirstOrDefault(NeedsCertificate) is { } method) throw Missing(method);
    }

    /// <summary>
    /// Requires https for a connection with a certificate: it is presented in the TLS handshake only.
    /// </summary>
    public static void RefusePlainHttp(IReadOnlyList<AuthMethod> methods, IEnumerable<Uri> urls)
    {
        if (methods.OfType<ClientCertificateAuth>().FirstOrDefault() is not { } method) return;
        if (urls.FirstOrDefault(url => url.Scheme != Uri.UriSchemeHttps) is not { } plain) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InsecureTransport,
            $"The client certificate of '{method.Id}' cannot be presented to {Origins.Of(plain)}: "
                + "it is plain http. Use https.",
            method.Id);
    }

    /// <summary>Requires a certificate and https for a token request that the certificate authenticates.</summary>
    public static void RequireCertificate(ClientTransport? transport, OAuth2Auth method, Uri url)
    {
        if (!NeedsCertificate(method)) return;
        if (transport is not { HasCertificate: true }) throw Missing(method);
        if (url.Scheme == Uri.UriSchemeHttps) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InsecureTransport,
            $"The token endpoint of '{method.Id}' is plain http; a client certificate needs https (RFC 8705 §2).",
            method.Id);
    }

    private static ConnectorException Missing(OAuth2Auth method) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidCredential,
        $"The auth method '{method.Id}' needs a client certificate (RFC 8705): give one as a further credential, "
            + $"{nameof(Credential)}.{nameof(Credential.ClientCertificate)}.",
        method.Id);
}

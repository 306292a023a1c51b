using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>What must hold of a connection because of a client certificate, or for want of one.</summary>
internal static class CertificateRules
{
    /// <summary>Whether a method is of use only with a client certificate beside it (RFC 8705 §2, §3).</summary>
    public static bool NeedsCertificate(OAuth2Auth method) => method.CertificateBoundTokens
        || method.ClientAuthentication is OAuth2ClientAuthentication.TlsClientAuth or OAuth2ClientAuthentication.SelfSignedTlsClientAuth;

    /// <summary>One certificate for each connection, and one where a method needs it.</summary>
    public static void Check(IReadOnlyList<AuthMethod> methods)
    {
        var certificates = methods.OfType<ClientCertificateAuth>().ToArray();
        if (certificates.Length > 1)
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, "A TLS connection has one client certificate; give one credential of this kind.", certificates[1].Id);
        }

        if (certificates.Length == 0 && methods.OfType<OAuth2Auth>().FirstOrDefault(NeedsCertificate) is { } needing) throw Missing(needing);
    }

    /// <summary>A certificate is presented in a TLS handshake, and where there is none, never.</summary>
    public static void RefusePlainHttp(IReadOnlyList<AuthMethod> methods, IEnumerable<Uri> urls)
    {
        if (methods.OfType<ClientCertificateAuth>().FirstOrDefault() is not { } method) return;
        foreach (var url in urls.Where(url => url.Scheme != Uri.UriSchemeHttps))
        {
            throw ConnectionErrors.Of(
                ConnectorErrorCode.InsecureTransport, $"The client certificate of '{method.Id}' cannot be presented to {Origins.Of(url)}: it is plain http. Use https.", method.Id);
        }
    }

    /// <summary>A token request that the certificate has to authenticate is not sent without it.</summary>
    public static void RefuseWithout(ClientTransport? transport, OAuth2Auth method, Uri url)
    {
        if (!NeedsCertificate(method)) return;
        if (transport is null) throw Missing(method);
        if (url.Scheme != Uri.UriSchemeHttps)
        {
            throw ConnectionErrors.Of(
                ConnectorErrorCode.InsecureTransport, $"The token endpoint of '{method.Id}' is plain http; a client certificate needs https (RFC 8705 §2).", method.Id);
        }
    }

    private static ConnectorException Missing(OAuth2Auth method) => ConnectionErrors.Of(
        ConnectorErrorCode.InvalidCredential,
        $"The auth method '{method.Id}' works with a client certificate (RFC 8705): give one beside it, {nameof(Credential)}.{nameof(Credential.ClientCertificate)}.",
        method.Id);
}

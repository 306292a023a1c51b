namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// The registered names of client authentication methods (RFC 7591 §2, RFC 8705 §2, OpenID Connect Core §9).
/// </summary>
internal static class ClientAuthenticationNames
{
    private static readonly (OAuth2ClientAuthentication Authentication, string Name)[] Names =
    [
        (OAuth2ClientAuthentication.Basic, "client_secret_basic"),
        (OAuth2ClientAuthentication.Post, "client_secret_post"),
        (OAuth2ClientAuthentication.None, "none"),
        (OAuth2ClientAuthentication.PrivateKeyJwt, "private_key_jwt"),
        (OAuth2ClientAuthentication.ClientSecretJwt, "client_secret_jwt"),
        (OAuth2ClientAuthentication.TlsClientAuth, "tls_client_auth"),
        (OAuth2ClientAuthentication.SelfSignedTlsClientAuth, "self_signed_tls_client_auth"),
    ];

    /// <summary>Returns the name; <see langword="null"/> for a provider's own method, which has none.</summary>
    public static string? Of(OAuth2ClientAuthentication authentication) =>
        Array.Find(Names, pair => pair.Authentication == authentication).Name;

    /// <summary>Returns the method of a name; <see langword="null"/> if it is not known.</summary>
    public static OAuth2ClientAuthentication? Parse(string? name)
    {
        var index = Array.FindIndex(Names, pair => pair.Name == name);
        return index < 0 ? null : Names[index].Authentication;
    }
}

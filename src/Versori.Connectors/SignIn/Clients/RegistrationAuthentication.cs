using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.SignIn;

/// <summary>Chooses how a client that is registered authenticates (RFC 7591 §2).</summary>
internal static class RegistrationAuthentication
{
    // The strongest first. A signed assertion does not reveal what it is signed with (RFC 9700 §2.5).
    private static readonly OAuth2ClientAuthentication[] ByStrength =
    [
        OAuth2ClientAuthentication.PrivateKeyJwt,
        OAuth2ClientAuthentication.ClientSecretJwt,
        OAuth2ClientAuthentication.Basic,
        OAuth2ClientAuthentication.Post,
        OAuth2ClientAuthentication.None,
    ];

    /// <summary>
    /// Returns the authentication methods to request, in their order: the one that the definition sets, if the server
    /// supports it, then the others that both support. The next one is requested if the server refuses one.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="server">What the server offers; <see langword="null"/> if it is not known.</param>
    public static IReadOnlyList<OAuth2ClientAuthentication> Choose(OAuth2Auth method, RegistrationOptions? server)
    {
        var set = method.ClientAuthentication;
        if (server is null || server.ClientAuthentications.Count == 0) return [set];

        // Basic is the default of the setting, so it does not tell what the definition wants.
        var isSet = set != OAuth2ClientAuthentication.Basic && server.Supports(set);
        var both = ByStrength.Where(authentication => CanUse(authentication, server));
        OAuth2ClientAuthentication[] chosen = isSet ? [set] : [.. both];
        return chosen.Length > 0 ? chosen : [set];
    }

    // A key is created for the client, on the curve that every implementation of JWS knows (RFC 7518 §3.1).
    private static bool CanUse(OAuth2ClientAuthentication authentication, RegistrationOptions server) =>
        server.Supports(authentication)
        && (authentication != OAuth2ClientAuthentication.PrivateKeyJwt
            || server.SigningAlgorithms.Contains("ES256", StringComparer.Ordinal));
}

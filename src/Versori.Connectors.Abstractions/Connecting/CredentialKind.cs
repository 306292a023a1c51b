namespace Versori.Connectors;

/// <summary>The kind of auth method with which a credential can be used.</summary>
public enum CredentialKind
{
    /// <summary><see cref="NoAuth"/>.</summary>
    None,

    /// <summary><see cref="ApiKeyAuth"/>.</summary>
    ApiKey,

    /// <summary><see cref="BasicAuth"/>.</summary>
    Basic,

    /// <summary><see cref="BearerAuth"/>.</summary>
    Bearer,

    /// <summary><see cref="OAuth2Auth"/> with the client credentials grant.</summary>
    OAuth2ClientCredentials,

    /// <summary><see cref="OAuth2Auth"/> with any grant: tokens that were obtained elsewhere.</summary>
    OAuth2Tokens,

    /// <summary>The fields of the auth method that the credential names.</summary>
    Fields,

    /// <summary><see cref="ClientCertificateAuth"/>.</summary>
    ClientCertificate,
}

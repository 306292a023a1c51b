using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How an OAuth 2.0 client authenticates at the token endpoint.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ClientAuthentication>))]
public enum OAuth2ClientAuthentication
{
    /// <summary><c>client_secret_basic</c>: HTTP Basic with form-encoded id and secret (RFC 6749 §2.3.1).</summary>
    Basic,

    /// <summary><c>client_secret_post</c>: in the request's parameters (RFC 6749 §2.3.1).</summary>
    Post,

    /// <summary><c>none</c>: a public client, which only names itself (RFC 6749 §3.2.1).</summary>
    None,

    /// <summary>A header of the provider's own: <see cref="OAuth2Auth.ClientAuthenticationHeader"/>.</summary>
    Header,

    /// <summary><c>private_key_jwt</c>: an assertion signed with the client's private key (RFC 7523 §2.2).</summary>
    PrivateKeyJwt,

    /// <summary><c>client_secret_jwt</c>: an assertion signed with the client's secret (RFC 7523 §2.2).</summary>
    ClientSecretJwt,

    /// <summary>
    /// <c>tls_client_auth</c>: the connection's client certificate, which a CA vouches for (RFC 8705 §2.1). The connection
    /// needs a <see cref="ClientCertificateAuth"/> too; the request names the client with <c>client_id</c>.
    /// </summary>
    TlsClientAuth,

    /// <summary>
    /// <c>self_signed_tls_client_auth</c>: as <see cref="TlsClientAuth"/>, with a certificate that is registered with the
    /// server itself (RFC 8705 §2.2). What is sent is the same.
    /// </summary>
    SelfSignedTlsClientAuth,
}

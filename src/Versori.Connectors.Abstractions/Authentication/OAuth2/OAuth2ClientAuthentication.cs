using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How an OAuth 2.0 client authenticates at the token endpoint.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ClientAuthentication>))]
public enum OAuth2ClientAuthentication
{
    /// <summary>
    /// <c>client_secret_basic</c>: HTTP Basic with id and secret, form-encoded unless
    /// <see cref="OAuth2Auth.UnencodedClientCredentials"/> is set (RFC 6749 §2.3.1). If either is missing, the other is
    /// sent as a parameter. Discovery may replace this value with another one that the server lists.
    /// </summary>
    Basic,

    /// <summary><c>client_secret_post</c>: id and secret as request parameters (RFC 6749 §2.3.1).</summary>
    Post,

    /// <summary><c>none</c>: a public client, which sends only its id (RFC 6749 §3.2.1).</summary>
    None,

    /// <summary>
    /// A provider-specific header, defined by <see cref="OAuth2Auth.ClientAuthenticationHeader"/>, which is then
    /// required.
    /// </summary>
    Header,

    /// <summary><c>private_key_jwt</c>: an assertion signed with the client's private key (RFC 7523 §2.2).</summary>
    PrivateKeyJwt,

    /// <summary><c>client_secret_jwt</c>: an assertion signed with the client's secret (RFC 7523 §2.2).</summary>
    ClientSecretJwt,

    /// <summary>
    /// <c>tls_client_auth</c>: the connection's client certificate, issued by a CA (RFC 8705 §2.1). The connection also
    /// needs a <see cref="ClientCertificateAuth"/>. The request names the client with <c>client_id</c>.
    /// </summary>
    TlsClientAuth,

    /// <summary>
    /// <c>self_signed_tls_client_auth</c>: like <see cref="TlsClientAuth"/>, with a certificate that is registered with
    /// the server (RFC 8705 §2.2). The token request is the same as for <see cref="TlsClientAuth"/>.
    /// </summary>
    SelfSignedTlsClientAuth,
}

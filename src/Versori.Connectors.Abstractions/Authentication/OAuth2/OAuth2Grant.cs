using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How an OAuth 2.0 access token is obtained.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2Grant>))]
public enum OAuth2Grant
{
    /// <summary>The client's own credentials (RFC 6749 §4.4).</summary>
    ClientCredentials,

    /// <summary>A person signs in, and the callback returns an authorization code (RFC 6749 §4.1).</summary>
    AuthorizationCode,

    /// <summary>A person's user name and password (RFC 6749 §4.3). Fields: <c>username</c>, <c>password</c>.</summary>
    Password,

    /// <summary>A refresh token that was obtained elsewhere (RFC 6749 §6). Field: <c>refreshToken</c>.</summary>
    RefreshToken,

    /// <summary>A person signs in on another device (RFC 8628).</summary>
    DeviceCode,

    /// <summary>A signed JWT assertion (RFC 7523 §2.1). Field: <c>privateKey</c>.</summary>
    JwtBearer,

    /// <summary>
    /// Another token is exchanged for an access token (RFC 8693). Fields: <c>subjectToken</c>, <c>actorToken</c>.
    /// </summary>
    TokenExchange,

    /// <summary>
    /// A SAML 2.0 assertion (RFC 7522 §2.1): the field <c>assertion</c>, which is XML or its encoding in base64, or one
    /// that is signed as <see cref="OAuth2Auth.SamlAssertion"/> describes, with the field <c>privateKey</c>.
    /// </summary>
    SamlBearer,
}

using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a value is captured from.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2CaptureSource>))]
public enum OAuth2CaptureSource
{
    /// <summary>The token endpoint's answer: a name or a JSON pointer.</summary>
    TokenAnswer,

    /// <summary>The parameters with which the person came back.</summary>
    Callback,

    /// <summary>The claims of the access token, where it is a JWT. They are read, not verified.</summary>
    AccessTokenClaims,

    /// <summary>The claims of the answer's <c>id_token</c>. It came straight from the token endpoint (OpenID Connect Core §3.1.3.7).</summary>
    IdTokenClaims,
}

using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The source of a captured value.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CapturedValueSource>))]
public enum CapturedValueSource
{
    /// <summary>The token response: a member's name or a JSON pointer.</summary>
    TokenResponse,

    /// <summary>The parameters of the callback.</summary>
    Callback,

    /// <summary>
    /// The claims of the access token, if it is a JWT. They are read without verifying the signature.
    /// </summary>
    AccessTokenClaims,

    /// <summary>
    /// The claims of the <c>id_token</c> in the response. Its signature need not be verified, because the token comes
    /// directly from the token endpoint (OpenID Connect Core §3.1.3.7).
    /// </summary>
    IdTokenClaims,
}

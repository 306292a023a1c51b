using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The code challenge method that binds an authorization request to the client instance that began it (RFC 7636).
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2Pkce>))]
public enum OAuth2Pkce
{
    /// <summary><c>S256</c>: the challenge is a hash of the verifier (RFC 7636 §4.2).</summary>
    S256,

    /// <summary>
    /// <c>plain</c>: the challenge is the verifier itself. Use it only where the server does not accept <c>S256</c>.
    /// </summary>
    Plain,

    /// <summary>No PKCE. Use it only where the provider refuses the parameters.</summary>
    None,
}

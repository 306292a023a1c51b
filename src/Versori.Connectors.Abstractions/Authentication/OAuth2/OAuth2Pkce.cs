using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How an authorization request is bound to the one who began it (RFC 7636).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2Pkce>))]
public enum OAuth2Pkce
{
    /// <summary><c>S256</c>: a hash of the verifier is sent first (RFC 7636 §4.2).</summary>
    S256,

    /// <summary><c>plain</c>: the verifier itself is sent first; only where nothing better is taken.</summary>
    Plain,

    /// <summary>Not at all; only where the provider refuses the parameters.</summary>
    None,
}

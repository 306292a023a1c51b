using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the answer of an authorization request comes back.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ResponseMode>))]
public enum OAuth2ResponseMode
{
    /// <summary>In the query of the redirect URI (RFC 6749 §4.1.2). The parameter is left out.</summary>
    Query,

    /// <summary>Posted to the redirect URI as a form (OAuth 2.0 Form Post Response Mode).</summary>
    FormPost,
}

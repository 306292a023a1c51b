using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the authorization response is returned.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ResponseMode>))]
public enum OAuth2ResponseMode
{
    /// <summary>
    /// In the query of the redirect URI (RFC 6749 §4.1.2). The <c>response_mode</c> parameter is not sent.
    /// </summary>
    Query,

    /// <summary>Posted to the redirect URI as a form (OAuth 2.0 Form Post Response Mode).</summary>
    FormPost,
}

using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the parameters of a token request are sent.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2RequestFormat>))]
public enum OAuth2RequestFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c> in the body (RFC 6749 §4).</summary>
    Form,

    /// <summary>A JSON object in the body.</summary>
    Json,

    /// <summary>
    /// The query of the URL. The provider's logs then contain credentials, so use it only where nothing else is
    /// accepted.
    /// </summary>
    Query,
}

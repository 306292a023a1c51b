using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The format of a token endpoint's response.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2TokenResponseFormat>))]
public enum OAuth2TokenResponseFormat
{
    /// <summary>JSON if the content is JSON, otherwise a form if the media type says so.</summary>
    Auto,

    /// <summary>JSON (RFC 6749 §5.1).</summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form,

    /// <summary>The whole text is the access token.</summary>
    Text,
}

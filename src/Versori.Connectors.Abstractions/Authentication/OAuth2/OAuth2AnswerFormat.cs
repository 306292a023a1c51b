using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How a token endpoint writes its answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2AnswerFormat>))]
public enum OAuth2AnswerFormat
{
    /// <summary>JSON if it is JSON, otherwise as a form if its media type says so.</summary>
    Detect,

    /// <summary>JSON (RFC 6749 §5.1).</summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form,

    /// <summary>The text is the access token, and nothing else is said.</summary>
    Text,
}

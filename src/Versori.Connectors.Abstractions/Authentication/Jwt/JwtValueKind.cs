using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The JSON type of an evaluated expression in a token.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<JwtValueKind>))]
public enum JwtValueKind
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>
    /// Any JSON: <c>true</c>, an array, an object. Values are escaped like JSON strings but without quotes, so the
    /// expression contains the quotes: <c>["{audience}"]</c>. Literal braces are doubled.
    /// </summary>
    Json,
}

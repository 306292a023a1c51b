using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a filled template becomes in the JSON of a token.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<JwtValueKind>))]
public enum JwtValueKind
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>
    /// Any JSON: <c>true</c>, an array, an object. Values are put in as JSON strings without their quotes are, so the
    /// template writes the quotes: <c>["{audience}"]</c>. Literal braces are doubled.
    /// </summary>
    Json,
}

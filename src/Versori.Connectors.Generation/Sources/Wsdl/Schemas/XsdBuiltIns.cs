using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The built-in types of XML Schema (part 2 §3) as JSON Schemas.</summary>
internal static class XsdBuiltIns
{
    public static JsonObject Schema(string name) => name switch
    {
        "boolean" => Typed("boolean"),
        "decimal" or "float" or "double" => Typed("number"),
        "integer" or "long" or "int" or "short" or "byte" => Typed("integer"),
        "nonNegativeInteger" or "unsignedLong" or "unsignedInt" or "unsignedShort" or "unsignedByte" =>
            With(Typed("integer"), "minimum", 0),
        "positiveInteger" => With(Typed("integer"), "minimum", 1),
        "nonPositiveInteger" => With(Typed("integer"), "maximum", 0),
        "negativeInteger" => With(Typed("integer"), "maximum", -1),
        "dateTime" or "dateTimeStamp" => Formatted("date-time"),
        "date" => Formatted("date"),
        "time" => Formatted("time"),
        "duration" or "dayTimeDuration" or "yearMonthDuration" => Formatted("duration"),
        "anyURI" => Formatted("uri-reference"),
        "base64Binary" => With(Typed("string"), "contentEncoding", "base64"),
        "anyType" or "anySimpleType" or "anyAtomicType" => [],
        _ => Typed("string"),
    };

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonObject Formatted(string format) => new() { ["type"] = "string", ["format"] = format };

    private static JsonObject With(JsonObject schema, string keyword, JsonNode value)
    {
        schema[keyword] = value;
        return schema;
    }
}

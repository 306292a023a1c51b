using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Which styles OpenAPI 3.1 allows in which location (§4.8.12.2 "Style Values").</summary>
internal static class ParameterStyles
{
    public static bool IsAllowed(ParameterStyle style, ParameterLocation location) => location switch
    {
        ParameterLocation.Path => style is ParameterStyle.Simple or ParameterStyle.Label or ParameterStyle.Matrix,
        ParameterLocation.Header => style is ParameterStyle.Simple,
        ParameterLocation.Cookie => style is ParameterStyle.Form,
        ParameterLocation.Query => style is ParameterStyle.Form or ParameterStyle.SpaceDelimited
            or ParameterStyle.PipeDelimited or ParameterStyle.DeepObject,
        _ => false,
    };

    /// <summary>Whether a value may be an array or an object. Styles have no effect on others.</summary>
    public static bool IsStructured(JsonSchema? schema)
    {
        if (schema is not { Root: { ValueKind: JsonValueKind.Object } root }) return true;
        if (!root.TryGetProperty("type", out var type)) return !root.TryGetProperty("enum", out _);
        return type.ValueKind != JsonValueKind.String || type.ValueEquals("array") || type.ValueEquals("object");
    }

    /// <summary>Returns a style or a location as documents write it.</summary>
    public static string Text<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

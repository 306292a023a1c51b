using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>Names the kinds of JSON values, for messages.</summary>
internal static class ValueKinds
{
    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    /// <summary>What a value of a type must be; <see langword="null"/> if the type has rules of its own.</summary>
    public static string? Expected(Type type) =>
        type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type == typeof(TimeSpan) ? "a duration such as 00:05:00"
        : type == typeof(JsonSchema) ? "a JSON Schema, which is an object, true or false"
        : null;
}

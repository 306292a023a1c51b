using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Finds a field of a response by its name or JSON pointer (RFC 6901).</summary>
internal static class ResponseField
{
    /// <summary>Returns the field; <see langword="null"/> if it is missing or null.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        JsonElement? element = root;
        foreach (var token in path.StartsWith('/') ? JsonPointer.Tokens(path) : [path])
        {
            element = Step(element.Value, token);
            if (element is null) return null;
        }

        return element.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : element;
    }

    /// <summary>Returns the field's JSON pointer, for errors.</summary>
    public static string Pointer(string path) => path.StartsWith('/') ? path : JsonPointer.Append("", path);

    /// <summary>Returns the text of a string, number or Boolean.</summary>
    public static string? Text(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => null,
    };

    private static JsonElement? Step(JsonElement element, string token) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(token, out var member) => member,
        JsonValueKind.Array when TryReadIndex(token, element.GetArrayLength(), out var index) => element[index],
        _ => null,
    };

    private static bool TryReadIndex(string token, int length, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < length;
}

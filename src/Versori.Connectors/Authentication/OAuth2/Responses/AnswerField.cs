using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>Finds a field of an answer by its name or JSON pointer (RFC 6901).</summary>
internal static class AnswerField
{
    /// <summary>The field; <see langword="null"/> when it is not there, or is null.</summary>
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

    /// <summary>The field's JSON pointer, for errors.</summary>
    public static string Pointer(string path) => path.StartsWith('/') ? path : Serialization.JsonPointer.Append("", path);

    /// <summary>The text of a text, number or truth value.</summary>
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
        JsonValueKind.Array when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength() => element[index],
        _ => null,
    };
}

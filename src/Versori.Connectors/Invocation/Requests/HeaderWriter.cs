using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes headers in the style <c>simple</c>. Values of headers are not encoded, so a value that would arrive as
/// another one is refused.
/// </summary>
internal static class HeaderWriter
{
    public static string Write(ParameterSlot slot, JsonNode value) => slot.ContentType is { } type
        ? ParameterWriter.ContentText(type, value, asciiOnly: true)
        : ParameterWriter.Join(value, slot.Explode, ",", text => text);

    /// <summary>Returns the problem with a value, or <see langword="null"/>.</summary>
    public static string? Problem(ParameterSlot slot, JsonNode value)
    {
        var text = Write(slot, value);
        if (PositionEncoder.HeaderProblem(text) is { } problem) return problem;
        if (text.StartsWith(' ') || text.EndsWith(' '))
            return "The value begins or ends with a space, which HTTP removes (RFC 9110 §5.5). Remove or encode it.";
        if (slot.ContentType is not null) return null;
        var parts = value switch
        {
            JsonArray items => ParameterWriter.Texts(items),
            JsonObject fields => fields.SelectMany(field => new[] { field.Key, ArgumentCheck.Text(field.Value) }),
            _ => [],
        };
        if (slot.Explode && value is JsonObject named && named.Any(field => field.Key.Contains('=')))
            return "The name of a field has an equals sign, which separates it from its value in this header.";
        return parts.Any(part => part.Contains(',', StringComparison.Ordinal) && !IsQuoted(part))
            ? "An item has a comma, which separates the items of a header. Encode it as the system expects, or put the "
                + "item in double quotes."
            : null;
    }

    // RFC 9110 §5.6.4: a comma within a quoted string separates nothing.
    private static bool IsQuoted(string text) =>
        text.Length > 1 && text.StartsWith('"') && text.EndsWith('"') && !text[1..^1].Contains('"');
}

using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// What a style cannot carry: a text that contains the delimiter, where the delimiter itself is sent encoded or is a
/// character that is never encoded. It would arrive as several values, so it is refused.
/// </summary>
internal static class StyleLimits
{
    /// <summary>Returns the problem with a value, or <see langword="null"/>.</summary>
    public static string? Problem(ParameterSlot slot, JsonNode value)
    {
        if (slot.ContentType is not null || value is JsonValue) return null;
        if (DelimiterOf(slot) is { } delimiter && Texts(value).Any(text => text.Contains(delimiter)))
        {
            return $"An item has the character '{delimiter}', which separates the items of this parameter. It would "
                + "arrive as several items.";
        }

        var isDeep = slot.Style == ParameterStyle.DeepObject && slot.In == ParameterLocation.Query;
        if (isDeep && Keys(value).Any(key => key.AsSpan().ContainsAny('[', ']')))
            return "The name of a field has a bracket, which separates the names of fields in this parameter.";

        // The cookie style does not encode the name, and the first equals sign ends it.
        var isRawCookie = slot is { In: ParameterLocation.Cookie, Style: ParameterStyle.Cookie, Explode: true };
        return isRawCookie && value is JsonObject fields && fields.Any(field => field.Key.Contains('='))
            ? "The name of a field has an equals sign, which separates names from values in this parameter."
            : null;
    }

    private static char? DelimiterOf(ParameterSlot slot) => (slot.In, slot.Style) switch
    {
        (ParameterLocation.Path, ParameterStyle.Label) when slot.Explode => '.',
        (ParameterLocation.Query, ParameterStyle.SpaceDelimited) when !slot.Explode => ' ',
        (ParameterLocation.Query, ParameterStyle.PipeDelimited) when !slot.Explode => '|',
        (ParameterLocation.Query, ParameterStyle.TabDelimited) when !slot.Explode => '\t',
        (ParameterLocation.Cookie, _) when !slot.Explode => ',',
        _ => null,
    };

    private static IEnumerable<string> Texts(JsonNode value) => value switch
    {
        JsonArray items => ParameterWriter.Texts(items),
        JsonObject fields => fields
            .Where(field => field.Value is not null)
            .SelectMany(field => new[] { field.Key, ArgumentCheck.Text(field.Value) }),
        _ => [],
    };

    private static IEnumerable<string> Keys(JsonNode? value) => value switch
    {
        JsonObject fields => fields.SelectMany(field => Keys(field.Value).Prepend(field.Key)),
        JsonArray items => items.SelectMany(Keys),
        _ => [],
    };
}

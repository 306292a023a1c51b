using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>How the values of a part are shown in its fields.</summary>
internal static class FieldValues
{
    // A form has at most 1,024 values.
    private const int MaximumItems = 40;

    private const int MaximumJson = 32 * 1024;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    /// <summary>
    /// How a field is edited with the value that it has: as JSON if the value does not fit its own kind, for example a
    /// text with a line break among texts that are one a line.
    /// </summary>
    public static SchemaFieldKind KindOf(SchemaField field, JsonNode? value)
    {
        if (value is null) return field.Kind;
        var fits = field.Kind switch
        {
            SchemaFieldKind.Text or SchemaFieldKind.LongText => IsText(value),
            SchemaFieldKind.Choice => IsText(value)
                && field.Options.Contains(value.GetValue<string>(), StringComparer.Ordinal),
            SchemaFieldKind.YesNo => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            SchemaFieldKind.Number => IsNumber(value) || (IsLine(value) && !IsNumeric(value)),
            SchemaFieldKind.Lines => value is JsonArray lines
                && lines.All(item => field.IsNumeric ? IsNumber(item) : IsLine(item)),
            SchemaFieldKind.Pairs => value is JsonObject pairs && pairs.All(IsPair),
            SchemaFieldKind.Group => value is JsonObject,
            SchemaFieldKind.List => value is JsonArray { Count: <= MaximumItems } list
                && list.All(item => item is JsonObject),
            _ => true,
        };
        var kind = fits ? field.Kind : SchemaFieldKind.Json;
        if (kind == SchemaFieldKind.Text && value.GetValue<string>().Contains('\n', StringComparison.Ordinal))
            return SchemaFieldKind.LongText;
        var isTooLong = kind == SchemaFieldKind.Json && field.IsTop && JsonText(value).Length > MaximumJson;
        return isTooLong ? SchemaFieldKind.Kept : kind;
    }

    /// <summary>The text of a field that is not a group or a list.</summary>
    public static string TextOf(SchemaFieldKind kind, JsonNode? value) => (kind, value) switch
    {
        (_, null) => "",
        (SchemaFieldKind.Json, _) => JsonText(value),
        (SchemaFieldKind.Lines, JsonArray lines) => string.Join('\n', lines.Select(TextOf)),
        (SchemaFieldKind.Pairs, JsonObject pairs) =>
            string.Join('\n', pairs.Select(pair => $"{pair.Key}: {TextOf(pair.Value)}")),
        _ => TextOf(value),
    };

    private static string TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        null => "",
        _ => value.ToJsonString(),
    };

    private static string JsonText(JsonNode value) => value.ToJsonString(Indented);

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    // Lines are trimmed when they are read.
    private static bool IsLine(JsonNode? value) => IsText(value)
        && value!.GetValue<string>() is { Length: > 0 } text && text == text.Trim() && !text.Contains('\n');

    private static bool IsNumeric(JsonNode value) =>
        long.TryParse(value.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out _);

    private static bool IsPair(KeyValuePair<string, JsonNode?> pair) =>
        pair.Key.Length > 0 && pair.Key == pair.Key.Trim() && !pair.Key.Contains(':') && !pair.Key.Contains('\n')
        && IsText(pair.Value) && pair.Value!.GetValue<string>() is { } text && text == text.Trim()
        && !text.Contains('\n');
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Types and allowed values.</content>
internal sealed partial class SchemaRun
{
    private const int MaximumListed = 20;
    private const string TypeMessage = "The value must be ";

    private bool HasAllowedType(List<JsonElement> parts, JsonNode? value, ValuePlace? place)
    {
        foreach (var part in parts)
        {
            var types = SchemaKeywords.Types(part);
            if (types.Count == 0 || types.Exists(type => Matches(type, value))) continue;

            // Numbers are often listed as the allowed values of text, and the reverse.
            if (parts.Exists(other => IsListed(other, value))) continue;
            if (isText && value is JsonValue && types.Contains("array"))
            {
                // A single value is accepted for a list of one, and a list that the caller has joined.
                if (ArgumentCheck.Text(value).Contains(',', StringComparison.Ordinal)) return false;
                foreach (var other in parts)
                {
                    if (SchemaKeywords.Find(other, "items") is { } items) Visit(items, value, place, inherited: null);
                }

                return false;
            }

            var given = value switch
            {
                null => ", not null",
                JsonArray => ", not a list",
                JsonObject => ", not an object",
                _ => "",
            };
            Add(place, $"{TypeMessage}{Describe(types)}{given}.");
            return false;
        }

        return true;
    }

    private bool IsAllowedValue(List<JsonElement> parts, JsonNode? value, ValuePlace? place)
    {
        foreach (var part in parts)
        {
            var allowed = Allowed(part, value);
            if (allowed.Count == 0 || allowed.Exists(one => IsSame(one, value))) continue;
            var listed = string.Join(", ", allowed.Take(MaximumListed).Select(TextOf));
            var more = allowed.Count > MaximumListed ? $", and {allowed.Count - MaximumListed} more" : "";
            Add(place, $"The value is not one of the allowed values: {listed}{more}.");
            return false;
        }

        return true;
    }

    // An enumeration of null alone allows no value; such documents mean that null is allowed, too.
    private List<JsonElement> Allowed(JsonElement part, JsonNode? value)
    {
        if (SchemaKeywords.Find(part, "const") is { } only) return [only];
        var allowed = SchemaKeywords.Items(part, "enum").ToList();
        _steps -= allowed.Count / 16;
        return value is not null && allowed.TrueForAll(one => one.ValueKind == JsonValueKind.Null) ? [] : allowed;
    }

    private bool IsListed(JsonElement part, JsonNode? value) =>
        value is JsonValue && Allowed(part, value).Exists(one =>
            one.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            && TextOf(one) == ArgumentCheck.Text(value));

    private bool IsSame(JsonElement allowed, JsonNode? value)
    {
        if (value is null || allowed.ValueKind == JsonValueKind.Null)
            return value is null && allowed.ValueKind == JsonValueKind.Null;
        if (value is not JsonValue scalar)
        {
            return allowed.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                && JsonNode.DeepEquals(ArgumentConverter.FromElement(allowed), value);
        }

        if (allowed.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return false;
        var text = ArgumentCheck.Text(scalar);
        if (TextOf(allowed) == text) return true;
        var mayBeNumber = isText || scalar.GetValueKind() == JsonValueKind.Number;
        return mayBeNumber && allowed.ValueKind == JsonValueKind.Number
            && SchemaNumbers.Compare(allowed.GetRawText(), text) == 0;
    }

    private bool Matches(string type, JsonNode? value) => value switch
    {
        null => type == "null",
        JsonObject => type == "object",
        JsonArray => type == "array",
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.String => type == "string" || (isText && MatchesText(type, ArgumentCheck.Text(scalar))),
            JsonValueKind.Number => (isText && type == "string") || MatchesNumber(type, ArgumentCheck.Text(scalar)),
            _ => type == "boolean" || (isText && type == "string"),
        },
        _ => true,
    };

    private static bool MatchesText(string type, string text) =>
        (type == "boolean" && text is ("true" or "false")) || MatchesNumber(type, text);

    private static bool MatchesNumber(string type, string text) => type switch
    {
        "number" => SchemaNumbers.IsNumber(text),
        "integer" => SchemaNumbers.IsInteger(text),
        _ => false,
    };

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Describe(IEnumerable<string> types) =>
        string.Join(" or ", types.Where(type => type != "null").DefaultIfEmpty("null").Select(DescribeType));

    private static string DescribeType(string type) => type switch
    {
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "text",
        "array" => "a list",
        "object" => "an object",
        "null" => "null",
        _ => $"a {type}",
    };
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Light checks of a parameter's value against its schema: what is surely wrong is said before it is sent.</summary>
internal static class ArgumentCheck
{
    /// <summary>What is wrong with the value, without the value, or <see langword="null"/>.</summary>
    public static string? Problem(JsonNode value, SchemaView? schema) => value switch
    {
        JsonArray items => IsNot(schema, "array")
            ? $"It takes {Describe(schema!.Types)}, not a list."
            : items.OfType<JsonNode>().Select(item => Problem(item, schema?.Items)).FirstOrDefault(problem => problem is not null),
        JsonObject fields => IsNot(schema, "object")
            ? $"It takes {Describe(schema!.Types)}, not an object."
            : fields.Select(field => field.Value).OfType<JsonNode>().Select(field => Problem(field, null)).FirstOrDefault(problem => problem is not null),
        _ => ScalarProblem(Text(value), schema),
    };

    /// <summary>A value as it is written outside JSON; what is not a scalar stays JSON.</summary>
    public static string Text(JsonNode? value)
    {
        if (value is null) return "";
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String) return value.ToJsonString();
        if (scalar.TryGetValue<string>(out var text)) return text;

        // A JSON value made of a date or an id gives its text only as JSON.
        using var document = JsonDocument.Parse(scalar.ToJsonString());
        return document.RootElement.GetString()!;
    }

    private static string? ScalarProblem(string text, SchemaView? schema)
    {
        if (PositionEncoder.TextProblem(text) is { } broken) return broken;
        if (schema is null) return null;
        if (schema.Enum.Count > 0 && !schema.Enum.Contains(text, StringComparer.Ordinal))
            return $"The value is none of those allowed: {string.Join(", ", schema.Enum)}.";

        // One value stands for a list of one.
        if (schema.Types.Contains("array", StringComparer.Ordinal)) return ScalarProblem(text, schema.Items);
        return schema.Types.Count == 0 || schema.Types.Any(type => Fits(text, type)) ? null : $"It takes {Describe(schema.Types)}.";
    }

    private static bool Fits(string text, string type) => type switch
    {
        "string" => true,
        "integer" => text.AsSpan(text.StartsWith('-') ? 1 : 0) is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9'),
        "number" => double.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number),
        "boolean" => text is "true" or "false",
        "null" or "object" => false,
        _ => true,
    };

    private static bool IsNot(SchemaView? schema, string type) =>
        schema is { Types.Count: > 0 } && !schema.Types.Contains(type, StringComparer.Ordinal);

    private static string Describe(IReadOnlyList<string> types) => string.Join(" or ", types.Where(type => type != "null").Select(type => type switch
    {
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "text",
        "array" => "a list",
        "object" => "an object",
        _ => $"a {type}",
    }));
}

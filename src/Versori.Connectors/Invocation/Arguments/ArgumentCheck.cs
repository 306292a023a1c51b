using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Checks the value of a parameter against its schema. Reports only what is certainly wrong, before the request is
/// sent.
/// </summary>
internal static class ArgumentCheck
{
    private const NumberStyles NumberWithoutSpaces =
        NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite);

    /// <summary>Returns the problem, which does not contain the value, or <see langword="null"/>.</summary>
    public static string? Problem(JsonNode value, SchemaView? schema) => value switch
    {
        JsonArray items => IsNot(schema, "array")
            ? $"The value must be {Describe(schema!.Types)}, not a list."
            : FirstProblem(items, schema?.Items),
        JsonObject fields => IsNot(schema, "object")
            ? $"The value must be {Describe(schema!.Types)}, not an object."
            : FirstProblem(fields.Select(field => field.Value), schema: null),
        _ => ScalarProblem(Text(value), schema),
    };

    /// <summary>The text of a value outside JSON. A value that is not a scalar is written as JSON.</summary>
    public static string Text(JsonNode? value)
    {
        if (value is null) return "";
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String) return value.ToJsonString();
        if (scalar.TryGetValue<string>(out var text)) return text;

        // A JSON value that was created from a date or an id provides its text only as JSON.
        using var document = JsonDocument.Parse(scalar.ToJsonString());
        return document.RootElement.GetString()!;
    }

    private static string? FirstProblem(IEnumerable<JsonNode?> nodes, SchemaView? schema) => nodes
        .OfType<JsonNode>()
        .Select(node => Problem(node, schema))
        .FirstOrDefault(problem => problem is not null);

    private static string? ScalarProblem(string text, SchemaView? schema)
    {
        if (PositionEncoder.TextProblem(text) is { } broken) return broken;
        if (schema is null) return null;
        if (!schema.IsAllowed(text))
            return $"The value is not one of the allowed values: {string.Join(", ", schema.Enum)}.";

        // A single value is accepted for a list of one.
        if (schema.Types.Contains("array", StringComparer.Ordinal)) return ScalarProblem(text, schema.Items);
        return schema.Types.Count == 0 || schema.Types.Any(type => Matches(text, type))
            ? null
            : $"The value must be {Describe(schema.Types)}.";
    }

    private static bool Matches(string text, string type) => type switch
    {
        "string" => true,
        "integer" => text.AsSpan(text.StartsWith('-') ? 1 : 0) is { IsEmpty: false } digits
            && !digits.ContainsAnyExceptInRange('0', '9'),
        "number" => double.TryParse(text, NumberWithoutSpaces, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number),
        "boolean" => text is "true" or "false",
        "null" or "object" => false,
        _ => true,
    };

    private static bool IsNot(SchemaView? schema, string type) =>
        schema is { Types.Count: > 0 } && !schema.Types.Contains(type, StringComparer.Ordinal);

    private static string Describe(IReadOnlyList<string> types) =>
        string.Join(" or ", types.Where(type => type != "null").Select(DescribeType));

    private static string DescribeType(string type) => type switch
    {
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "text",
        "array" => "a list",
        "object" => "an object",
        _ => $"a {type}",
    };
}

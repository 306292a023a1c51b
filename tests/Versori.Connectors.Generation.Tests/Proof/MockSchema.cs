using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>
/// The schemas of a mock system, independent of the engine: makes values and states what is wrong with one. A property
/// that a body does not declare is wrong.
/// </summary>
internal static class MockSchema
{
    /// <summary>What is wrong with a value; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(JsonNode? schema, JsonNode? value, string place)
    {
        if (schema is null) return null;
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return (string?)schema["type"] switch
        {
            "object" => kind == JsonValueKind.Object ? OfObject(schema, value!.AsObject(), place) : Not("an object"),
            "array" => kind == JsonValueKind.Array ? OfArray(schema, value!.AsArray(), place) : Not("a list"),
            "integer" => kind == JsonValueKind.Number && decimal.IsInteger(value!.GetValue<decimal>())
                ? Minimum(value.GetValue<decimal>())
                : Not("a whole number"),
            "number" => kind == JsonValueKind.Number ? Minimum(value!.GetValue<decimal>()) : Not("a number"),
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False ? null : Not("true or false"),
            "string" => kind == JsonValueKind.String ? OfText(schema, (string)value!, place) : Not("text"),
            _ => null,
        };

        string Not(string expected) => $"{place} is not {expected}";

        string? Minimum(decimal number) => schema["minimum"] is { } least && number < least.GetValue<decimal>()
            ? $"{place} is too small"
            : null;
    }

    /// <summary>What is wrong with a value of a parameter, which is text.</summary>
    public static string? ProblemOfText(JsonNode? schema, string value, string place) =>
        (string?)schema?["type"] switch
        {
            "integer" or "number" or "boolean" => TryParse(value) is { } parsed
                ? Problem(schema, parsed, place)
                : $"{place} is not a literal",
            "array" => value.Length == 0 ? $"{place} is empty" : null,
            _ => Problem(schema, JsonValue.Create(value), place),
        };

    /// <summary>Makes a value. Properties take those of a known object, where it has them.</summary>
    public static JsonNode Make(JsonNode? schema, string name, JsonObject? known = null)
    {
        switch ((string?)schema?["type"])
        {
            case "array":
                return new JsonArray(Make(schema["items"], name, known));
            case "integer" or "number":
                return schema["minimum"]?.DeepClone() ?? JsonValue.Create(1);
            case "boolean":
                return JsonValue.Create(true);
            case "string":
                return JsonValue.Create((string?)schema["format"] switch
                {
                    "date" => "2026-01-31",
                    "date-time" => "2026-01-31T12:00:00Z",
                    _ => $"{name}-value",
                });
            default:
                var made = new JsonObject();
                foreach (var (property, below) in schema?["properties"]?.AsObject() ?? [])
                {
                    made[property] = known?[property] is { } value && Problem(below, value, property) is null
                        ? value.DeepClone()
                        : Make(below, property);
                }

                return made;
        }
    }

    private static string? OfObject(JsonNode schema, JsonObject value, string place)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        foreach (var name in schema["required"]?.AsArray() ?? [])
        {
            if (!value.ContainsKey((string)name!)) return $"{place} lacks {name}";
        }

        foreach (var (name, member) in value)
        {
            if (properties[name] is not { } below) return $"{place} has {name}, which is not known";
            if (Problem(below, member, $"{place}/{name}") is { } problem) return problem;
        }

        return null;
    }

    private static string? OfArray(JsonNode schema, JsonArray value, string place) =>
        schema["minItems"] is { } least && value.Count < (int)least
            ? $"{place} has too few items"
            : value.Select((item, at) => Problem(schema["items"], item, $"{place}/{at}"))
                .FirstOrDefault(problem => problem is not null);

    private static string? OfText(JsonNode schema, string value, string place)
    {
        if (schema["minLength"] is { } least && value.Length < (int)least) return $"{place} is too short";
        if (schema["enum"] is JsonArray allowed && !allowed.Any(item => (string?)item == value))
            return $"{place} is not one of the allowed values";
        var isValid = (string?)schema["format"] switch
        {
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _),
            "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        return isValid ? null : $"{place} has another format";
    }

    private static JsonNode? TryParse(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Examples that documents state for parameters. They are often written as they are sent: <c>"true"</c> for a boolean,
/// <c>"a,b"</c> for a list.
/// </summary>
internal static class StatedExample
{
    /// <summary>Returns the example with the type of its schema; <see langword="null"/> if it is not valid.</summary>
    public static JsonNode? Typed(JsonElement example, JsonSchema? schema, SchemaValidator validator)
    {
        if (ArgumentConverter.FromElement(example) is not { } stated) return null;
        if (schema is null) return stated;
        var parts = new SchemaParts(validator, [schema.Root]);
        return Readings(stated).FirstOrDefault(value =>
            validator.Check(schema.Root, value, isText: false).Count == 0
            && TextMaker.Accepts(parts, validator, value));
    }

    private static IEnumerable<JsonNode> Readings(JsonNode stated)
    {
        yield return stated;
        if (stated is not JsonValue scalar) yield break;
        var text = ArgumentCheck.Text(scalar);
        if (scalar.GetValueKind() != JsonValueKind.String)
        {
            yield return JsonValue.Create(text);
            yield break;
        }

        if (Parse(text) is { } value) yield return value;
        var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        yield return new JsonArray([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);
        yield return new JsonArray([.. items.Select(item => Parse(item) ?? JsonValue.Create(item))]);
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null; // It is text.
        }
    }
}

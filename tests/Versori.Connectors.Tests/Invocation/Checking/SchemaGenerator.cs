using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation.Checking;

/// <summary>Makes schemas and values of any shape, also of shapes that no schema has.</summary>
internal sealed class SchemaGenerator(int seed)
{
    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "minimum", "exclusiveMinimum", "maximum", "multipleOf", "minLength", "maxLength",
        "pattern", "items", "prefixItems", "minItems", "uniqueItems", "contains", "properties", "required",
        "additionalProperties", "patternProperties", "propertyNames", "allOf", "anyOf", "oneOf", "not", "if", "then",
        "else", "$ref", "nullable", "readOnly", "discriminator", "dependentRequired", "dependentSchemas", "format",
    ];

    private static readonly string[] Texts =
        ["", "a", "b", "string", "integer", "object", "array", "null", "#/schemas/A", "#/schemas/B/items/0", "[", "^a"];

    private readonly Random _random = new(seed);

    public JsonNode Schema(int depth)
    {
        if (depth == 0 || _random.Next(8) == 0) return JsonValue.Create(_random.Next(2) == 0);
        var schema = new JsonObject();
        for (var count = _random.Next(4); count >= 0; count--)
        {
            var keyword = Keywords[_random.Next(Keywords.Length)];
            schema[keyword] = _random.Next(5) switch
            {
                0 => Value(2),
                1 => JsonValue.Create(Texts[_random.Next(Texts.Length)]),
                2 => new JsonArray(Schema(depth - 1), Schema(depth - 1)),
                3 => new JsonObject { ["a"] = Schema(depth - 1), ["propertyName"] = "a" },
                _ => Schema(depth - 1),
            };
        }

        return schema;
    }

    public JsonNode? Value(int depth) => (depth == 0 ? _random.Next(4) : _random.Next(7)) switch
    {
        0 => null,
        1 => JsonValue.Create(_random.Next(-5, 5)),
        2 => JsonValue.Create(Texts[_random.Next(Texts.Length)]),
        3 => JsonValue.Create(_random.NextDouble() * 1e30),
        4 => new JsonArray(Value(depth - 1), Value(depth - 1)),
        5 => new JsonObject { ["a"] = Value(depth - 1), ["b"] = Value(depth - 1) },
        _ => JsonValue.Create(_random.Next(2) == 0),
    };
}

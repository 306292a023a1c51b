using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Checking;

/// <summary>A body that is written in one pass is valid, and is the body that the full way writes.</summary>
public sealed class PlainBodyTests
{
    private const int SchemasPerSeed = 20;
    private const int ValuesPerSchema = 10;

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(200)]
    public void A_body_written_in_one_pass_is_valid_and_the_same_in_every_form(int seed)
    {
        var random = new SchemaGenerator(seed);
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["A"] = JsonSchema.Parse(random.Schema(4).ToJsonString()),
            ["B"] = JsonSchema.Parse(random.Schema(4).ToJsonString()),
        };
        var validator = new SchemaValidator(schemas);
        for (var count = 0; count < SchemasPerSeed; count++)
        {
            var schema = JsonSchema.Parse(random.Schema(4).ToJsonString()).Root;
            var plain = new PlainSchema(schema, validator);
            for (var tries = 0; tries < ValuesPerSchema; tries++)
            {
                if (random.Value(3) is not { } value) continue;
                foreach (var form in Forms(value))
                {
                    if (PlainBody.TryWrite(form, plain) is not { } written) continue;
                    Assert.Empty(validator.Check(schema, value, isText: false));
                    Assert.Equal(FullWay(value), Encoding.UTF8.GetString(written));
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"text"],"c":{"d":2.50}}""")]
    [InlineData("""{"a":"\"quoted\" \\ \n é </script>"}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void A_simple_body_without_a_schema_is_written_in_one_pass(string json)
    {
        var value = JsonNode.Parse(json)!;

        Assert.All(Forms(value), form => Assert.Equal(
            FullWay(value), Encoding.UTF8.GetString(Assert.IsType<byte[]>(PlainBody.TryWrite(form, schema: null)))));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""", """{"a":"1"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""", "{}")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false}""", """{"b":1}""")]
    [InlineData("""{"type":"array","items":{"type":"string","maxLength":2}}""", """["ab","abc"]""")]
    [InlineData("""{"type":"string","enum":["a"]}""", "\"b\"")]
    public void A_body_that_may_be_invalid_is_left_to_the_full_way(string schema, string json)
    {
        var plain = new PlainSchema(JsonSchema.Parse(schema).Root, new SchemaValidator(Requests.NoSchemas));

        Assert.All(Forms(JsonNode.Parse(json)!), form => Assert.Null(PlainBody.TryWrite(form, plain)));
    }

    [Fact]
    public void Text_that_is_no_unicode_and_bodies_of_great_depth_are_left_to_the_full_way()
    {
        JsonNode deep = new JsonArray();
        for (var depth = 0; depth < 100; depth++) deep = new JsonArray(deep);

        Assert.Null(PlainBody.TryWrite(deep, schema: null));
        Assert.Null(PlainBody.TryWrite("a\ud83d", schema: null));
        Assert.Null(PlainBody.TryWrite(new Dictionary<string, object?> { ["\udc00"] = 1 }, schema: null));
        Assert.Null(PlainBody.TryWrite(double.NaN, schema: null));
    }

    private static IEnumerable<object> Forms(JsonNode value)
    {
        yield return value;
        yield return JsonSerializer.Deserialize<JsonElement>(value.ToJsonString());
        if (Plain(value) is { } plain) yield return plain;
    }

    private static object? Plain(JsonNode? value) => value switch
    {
        JsonObject fields => fields.ToDictionary(field => field.Key, field => Plain(field.Value)),
        JsonArray items => items.Select(Plain).ToList(),
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.String => scalar.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => scalar,
        },
        _ => null,
    };

    private static string FullWay(JsonNode value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, RequestBodyWriter.Relaxed)) value.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

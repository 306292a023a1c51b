using System.Text.Json.Nodes;
using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Checking;

/// <summary>The check of simple schemas accepts only what the full check accepts.</summary>
public sealed class PlainSchemaTests
{
    private const int SchemasPerSeed = 20;
    private const int ValuesPerSchema = 10;

    [Theory]
    [InlineData("""{"type":"string","minLength":1,"maxLength":3,"enum":["ab","abcd"]}""", "\"ab\"", true)]
    [InlineData("""{"type":"string","minLength":1,"maxLength":3,"enum":["ab","abcd"]}""", "\"abcd\"", false)]
    [InlineData("""{"type":"string","minLength":2}""", "\"\ud83d\ude00\"", false)]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""", "5", true)]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""", "6", false)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":"number"}""", "1.5", true)]
    [InlineData("""{"type":["string","null"]}""", "\"a\"", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"],"type":"object"}""", """{"a":"b"}""", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["b"],"type":"object"}""", """{"a":"b"}""", false)]
    [InlineData("""{"properties":{},"additionalProperties":false,"type":"object"}""", """{"a":"b"}""", false)]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", "[true,false]", true)]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", "[true,1]", false)]
    [InlineData("""{"type":"string","pattern":"^a"}""", "\"a\"", false)]
    public void Only_certainly_valid_values_need_no_full_check(string schema, string value, bool isAccepted)
    {
        var validator = new SchemaValidator(Requests.NoSchemas);
        var plain = new PlainSchema(JsonSchema.Parse(schema).Root, validator);

        Assert.Equal(isAccepted, plain.Accepts(JsonNode.Parse(value)));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300)]
    public bool A_value_that_needs_no_full_check_has_no_problem(int seed)
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
                var value = random.Value(3);
                if (plain.Accepts(value) && validator.Check(schema, value, isText: false).Count > 0) return false;
            }
        }

        return true;
    }
}

using System.Text.Json.Nodes;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation.Examples;

/// <summary>Values that are made from schemas.</summary>
public class ExampleValueTests
{
    public static TheoryData<string> Schemas =>
    [
        """{"type":"string"}""",
        """{"type":"string","minLength":12,"maxLength":13}""",
        """{"type":"string","maxLength":2}""",
        """{"type":"string","format":"date-time"}""",
        """{"type":"string","format":"uuid"}""",
        """{"type":"string","format":"uri","minLength":60}""",
        """{"type":"string","format":"date","pattern":"^\\d{4}-\\d{2}-\\d{2}$"}""",
        """{"type":"string","format":"date-time","pattern":"^.*\\.[0-9]{3}Z$"}""",
        """{"type":"string","pattern":"^[a-z]+$","minLength":40}""",
        """{"type":"integer"}""",
        """{"type":"integer","minimum":7,"maximum":7}""",
        """{"type":"integer","exclusiveMinimum":10,"multipleOf":4}""",
        """{"type":"integer","minimum":10,"exclusiveMinimum":true}""",
        """{"type":"integer","maximum":-5}""",
        """{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.01}""",
        """{"type":"number","multipleOf":0.25,"minimum":1.1}""",
        """{"type":"boolean"}""",
        """{"type":["null","integer"]}""",
        """{"enum":["a","b"]}""",
        """{"type":"integer","enum":[3,4],"minimum":4}""",
        """{"const":{"a":[1]}}""",
        """{"type":"array","items":{"type":"string"},"minItems":4,"uniqueItems":true}""",
        """{"type":"array","items":{"enum":["x","y","z"]},"minItems":3,"uniqueItems":true}""",
        """{"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}],"items":false}""",
        """{"type":"array","items":{"type":"integer"},"contains":{"minimum":50},"minItems":2}""",
        """{"type":"array","maxItems":0}""",
        """{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"string"}}}""",
        """{"type":"object","required":["a"]}""",
        """{"type":"object","minProperties":2,"additionalProperties":{"type":"integer"}}""",
        """
        {"type":"object","minProperties":1,"patternProperties":{"^x-[a-z]{3}$":{"type":"integer"}},
         "additionalProperties":false}
        """,
        """{"type":"object","minProperties":1,"propertyNames":{"pattern":"^[A-Z]{2}$"}}""",
        """{"required":["a"],"dependentRequired":{"a":["b"]},"properties":{"b":{"type":"integer"}}}""",
        """
        {"allOf":[{"required":["a"]},{"properties":{"a":{"type":"integer","minimum":5}}},
         {"properties":{"a":{"maximum":6}}}]}
        """,
        """{"oneOf":[{"type":"string","maxLength":3},{"type":"string","minLength":2}]}""",
        """{"oneOf":[{"properties":{"a":{}}},{"required":["b"]},{"required":["c"]}]}""",
        """
        {"anyOf":[{"required":["a"]},{"required":["b"]}],"properties":{"a":{"type":"string"},"b":{"type":"string"}}}
        """,
        """{"type":"integer","not":{"enum":[1]}}""",
        """{"type":"object","not":{"required":["a"]},"properties":{"a":{"type":"string"}}}""",
        """
        {"required":["kind"],"properties":{"kind":{"enum":["a"]}},"if":{"properties":{"kind":{"const":"a"}}},
         "then":{"required":["x"],"properties":{"x":{"type":"integer"}}}}
        """,
        """{"$ref":"#/schemas/Tree"}""",
        """{"$ref":"#/schemas/Expression"}""",
        """{"$ref":"#/schemas/Pet"}""",
        """{"type":"string","nullable":true,"enum":[null,"on"]}""",
        "{}",
        "true",
    ];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_value_matches_its_schema_with_and_without_optional_fields(string schema)
    {
        foreach (var includesOptional in (bool[])[false, true])
        {
            var made = Make(schema, includesOptional);

            Assert.True(made.IsValid, $"{made.Value?.ToJsonString()} was made for {schema}");
            Assert.Empty(Validator.Check(JsonSchema.Parse(schema).Root, made.Value, isText: false));
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void The_same_schema_gives_the_same_value(string schema) => Assert.Equal(
        Make(schema, includesOptional: true).Value?.ToJsonString(),
        Make(schema, includesOptional: true).Value?.ToJsonString());

    [Theory]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""")]
    [InlineData("""{"type":"string","pattern":"^a$","minLength":5}""")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("""{"enum":[1],"type":"string"}""")]
    [InlineData("""{"type":"array","minItems":3,"maxItems":1}""")]
    [InlineData("""{"type":"array","items":{"enum":["a"]},"minItems":3,"uniqueItems":true}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":false}}""")]
    [InlineData("""{"$ref":"#/schemas/Endless"}""")]
    [InlineData("""{"$ref":"#/schemas/Unknown","type":"wrong","enum":5,"properties":[],"minLength":"x"}""")]
    public void A_schema_that_contradicts_itself_gives_some_value(string schema)
    {
        var made = Make(schema, includesOptional: false);

        Assert.NotNull(made.Value);
    }

    [Fact]
    public void Only_required_fields_are_made_unless_the_options_say_otherwise()
    {
        const string Schema =
            """{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}""";

        Assert.Equal("""{"a":"text"}""", Make(Schema, includesOptional: false).Value!.ToJsonString());
        Assert.Equal("""{"a":"text","b":1}""", Make(Schema, includesOptional: true).Value!.ToJsonString());
    }

    [Fact]
    public void What_the_system_sets_is_left_out()
    {
        const string Schema = """
            {"type":"object","required":["id","a"],
             "properties":{"id":{"type":"string","readOnly":true},"a":{"type":"string"}}}
            """;

        Assert.Equal("""{"a":"text"}""", Make(Schema, includesOptional: true).Value!.ToJsonString());
    }

    [Fact]
    public void A_discriminator_names_the_alternative()
    {
        var made = Make("""{"$ref":"#/schemas/Pet"}""", includesOptional: false).Value as JsonObject;

        Assert.Equal("cat", (string?)made!["type"]);
        Assert.True(made.ContainsKey("claws"));
    }

    [Theory]
    [InlineData("""{"type":"string","example":"EUR"}""", "\"EUR\"", ExampleOrigin.Example)]
    [InlineData("""{"type":"string","examples":["a","b"]}""", "\"a\"", ExampleOrigin.Example)]
    [InlineData("""{"type":"integer","default":50}""", "50", ExampleOrigin.Default)]
    [InlineData("""{"type":"integer","example":"not a number","default":50}""", "50", ExampleOrigin.Default)]
    [InlineData("""{"enum":["","b"]}""", "\"b\"", ExampleOrigin.Allowed)]
    [InlineData("""{"type":"string"}""", "\"text\"", ExampleOrigin.Made)]
    public void Valid_examples_come_before_defaults_and_values_that_are_made(
        string schema, string expected, ExampleOrigin origin)
    {
        var made = new ValueMaker(Validator, new()).Make(JsonSchema.Parse(schema).Root);

        Assert.Equal((expected, origin), (made.Value!.ToJsonString(), made.Origin));
    }

    private static readonly SchemaValidator Validator = new(new Dictionary<string, JsonSchema>
    {
        ["Tree"] = JsonSchema.Parse(
            """{"required":["name"],"properties":{"name":{"type":"string"},"next":{"$ref":"#/schemas/Tree"}}}"""),
        ["Expression"] = JsonSchema.Parse("""
            {"oneOf":[{"type":"object","required":["and"],"additionalProperties":false,"properties":
              {"and":{"type":"array","minItems":1,"items":{"$ref":"#/schemas/Expression"}}}},{"type":"boolean"}]}
            """),
        ["Endless"] = JsonSchema.Parse(
            """{"type":"object","required":["next"],"properties":{"next":{"$ref":"#/schemas/Endless"}}}"""),
        ["Pet"] = JsonSchema.Parse("""
            {"oneOf":[{"$ref":"#/schemas/Cat"},{"$ref":"#/schemas/Dog"}],
             "discriminator":{"propertyName":"type","mapping":{"cat":"#/schemas/Cat","dog":"#/schemas/Dog"}}}
            """),
        ["Cat"] = JsonSchema.Parse(
            """{"required":["type","claws"],"properties":{"type":{"type":"string"},"claws":{"type":"integer"}}}"""),
        ["Dog"] = JsonSchema.Parse(
            """{"required":["type","tail"],"properties":{"type":{"type":"string"},"tail":{"type":"string"}}}"""),
    });

    private static Made Make(string schema, bool includesOptional) =>
        new ValueMaker(Validator, new() { IncludesOptional = includesOptional }).Make(JsonSchema.Parse(schema).Root);
}

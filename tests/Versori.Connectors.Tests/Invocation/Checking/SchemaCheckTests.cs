using System.Text.Json.Nodes;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation.Checking;

/// <summary>What JSON Schema 2020-12 and the dialects of OpenAPI allow and refuse.</summary>
public sealed class SchemaCheckTests
{
    private static readonly Dictionary<string, JsonSchema> Shared = new()
    {
        ["Pet"] = JsonSchema.Parse(
            """
            {"type":"object","required":["id","name"],"properties":{"id":{"type":"integer","readOnly":true},
             "name":{"type":"string"},"parent":{"$ref":"#/schemas/Pet"}}}
            """),
        ["Cat"] = JsonSchema.Parse(
            """{"allOf":[{"$ref":"#/schemas/Pet"},{"properties":{"lives":{"type":"integer","maximum":9}}}]}"""),
        ["Dog"] = JsonSchema.Parse(
            """{"type":"object","properties":{"bark":{"enum":["loud","soft"]},"kind":{"type":"string"}}}"""),
        ["Loop"] = JsonSchema.Parse("""{"allOf":[{"$ref":"#/schemas/Loop"}],"anyOf":[{"$ref":"#/schemas/Loop"}]}"""),
    };

    [Theory]
    [InlineData("""{"type":"integer"}""", "1", "1.0", "1e2", "-7", "123456789012345678901234567890")]
    [InlineData("""{"type":"number"}""", "1", "1.5", "-1e-3")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"ab\"", "\"😀😀\"", "\"\"")]
    [InlineData("""{"type":["string","null"]}""", "null", "\"a\"")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "\"a\"")]
    [InlineData("""{"type":"string","x-nullable":true,"enum":["a"]}""", "null", "\"a\"")]
    [InlineData("""{"enum":[1,"a",null,{"b":[1]}]}""", "1", "1.0", "\"a\"", "null", """{"b":[1]}""")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"minimum":1,"maximum":3}""", "1", "3", "2.5", "\"text\"")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1.1")]
    [InlineData("""{"exclusiveMaximum":3}""", "2.99")]
    [InlineData("""{"multipleOf":0.01}""", "1.23", "4", "1e300")]
    [InlineData("""{"pattern":"^\\d{3}$"}""", "\"123\"", "5")]
    [InlineData("""{"pattern":"(?<!x)"}""", "\"a\"")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":2}""", "[1]", "[1,2]")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1,2]""", "[]")]
    [InlineData("""{"items":[{"type":"string"}]}""", """["a",true]""")]
    [InlineData("""{"uniqueItems":true}""", "[1,2]", "[]", "[{},[]]")]
    [InlineData("""{"contains":{"const":1},"maxContains":2}""", "[1]", "[1,2,1]")]
    [InlineData("""{"required":["a"],"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":1}""", "5")]
    [InlineData("""{"additionalProperties":{"type":"integer"},"properties":{"a":{}}}""", """{"a":"x","b":1}""")]
    [InlineData("""{"patternProperties":{"^x-":{}},"additionalProperties":false}""", """{"x-a":1}""")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"ab":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "1", "\"a\"")]
    [InlineData("""{"oneOf":[{"type":"number"},{"type":"integer"}]}""", "1", "1.5")]
    [InlineData("""{"not":{"type":"string"}}""", "1")]
    [InlineData("""{"not":{"format":"uuid"}}""", "1", "\"a\"")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""",
        """{"a":1,"b":1}""", """{"c":1}""")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1,"b":1}""", """{"b":1}""")]
    [InlineData("""{"$ref":"#/schemas/Pet"}""", """{"name":"a"}""", """{"name":"a","parent":{"name":"b"}}""")]
    [InlineData("""{"$ref":"#/schemas/Pet/properties/name"}""", "\"a\"")]
    [InlineData("""{"$ref":"#/schemas/Nothing"}""", "1", "null", "{}")]
    [InlineData("""{"type":"date","format":"unknown","x-new":1,"future":{"a":1}}""", "1", "\"a\"")]
    [InlineData("true", "1", "null")]
    [InlineData("{}", "1", "null")]
    public void An_allowed_value_has_no_problem(string schema, params string[] values)
    {
        foreach (var value in values) Assert.Empty(Check(schema, value));
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "\"1\"", "", "a whole number")]
    [InlineData("""{"type":"integer"}""", "1.5", "", "a whole number")]
    [InlineData("""{"type":"string"}""", "1", "", "text")]
    [InlineData("""{"type":"string"}""", "null", "", "not null")]
    [InlineData("""{"type":"string"}""", "[]", "", "not a list")]
    [InlineData("""{"type":"boolean"}""", "\"true\"", "", "true or false")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "", "a, b")]
    [InlineData("""{"const":1}""", "2", "", "allowed values: 1")]
    [InlineData("""{"minimum":1}""", "0", "", "at least 1")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", "", "greater than 1")]
    [InlineData("""{"exclusiveMaximum":3}""", "3", "", "less than 3")]
    [InlineData("""{"multipleOf":0.01}""", "1.234", "", "a multiple of 0.01")]
    [InlineData("""{"maxLength":1}""", "\"😀😀\"", "", "at most 1 characters, and has 2")]
    [InlineData("""{"minLength":1}""", "\"\"", "", "at least 1")]
    [InlineData("""{"pattern":"^\\d+$"}""", "\"١\"", "", "pattern")]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"a"]""", "/1", "a whole number")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1]", "/0", "text")]
    [InlineData("""{"items":[{"type":"string"}]}""", "[1]", "/0", "text")]
    [InlineData("""{"minItems":2}""", "[1]", "", "at least 2 items, and has 1")]
    [InlineData("""{"uniqueItems":true}""", "[1,1]", "", "different")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "", "at least 1")]
    [InlineData("""{"required":["a"]}""", "{}", "/a", "required")]
    [InlineData("""{"additionalProperties":false,"properties":{"name":{}}}""", """{"nmae":1}""", "/nmae", "'name'")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"b":"x"}""", "/b", "a whole number")]
    [InlineData("""{"patternProperties":{"^x":{"type":"integer"}}}""", """{"xa":"x"}""", "/xa", "a whole number")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "/abc", "at most 2")]
    [InlineData("""{"properties":{"a/b~c":{"type":"integer"}}}""", """{"a/b~c":""}""", "/a~1b~0c", "a whole number")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "true", "", "none of 2 alternatives")]
    [InlineData("""{"anyOf":[{"type":"string"},{"properties":{"a":{"type":"integer"}},"type":"object"}]}""",
        """{"a":"x"}""", "/a", "a whole number")]
    [InlineData("""{"oneOf":[{"maximum":1},{"minimum":5}]}""", "3", "", "none of 2")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "", "excludes")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":1}""", "/b", "required")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "/b", "together with 'a'")]
    [InlineData("""{"$ref":"#/schemas/Pet"}""", """{"name":"a","parent":{}}""", "/parent/name", "required")]
    [InlineData("""{"$ref":"#/schemas/Cat"}""", """{"name":"a","lives":10}""", "/lives", "at most 9")]
    [InlineData("""{"properties":{"x":false}}""", """{"x":1}""", "/x", "No value")]
    [InlineData("false", "1", "", "No value")]
    public void A_refused_value_has_its_place_and_what_was_expected(
        string schema, string value, string place, string expected)
    {
        var problem = Assert.Single(Check(schema, value));

        Assert.Equal(place, problem.PlaceBelow(""));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string","enum":[1,2]}""", "1", "\"1\"")]
    [InlineData("""{"minimum":5,"maximum":1}""", "3")]
    [InlineData("""{"minLength":5,"maxLength":1}""", "\"abc\"")]
    [InlineData("""{"minItems":5,"maxItems":1}""", "[1]")]
    [InlineData("""{"type":"string","properties":{"a":{}}}""", """{"a":1}""", "\"a\"")]
    [InlineData("""{"required":["a"],"additionalProperties":false}""", """{"a":1}""")]
    [InlineData("""{"enum":[]}""", "1")]
    [InlineData("""{"type":"string","enum":[null]}""", "\"a\"")]
    [InlineData("""{"required":"a","properties":[],"enum":5,"minimum":"x","pattern":7,"type":{}}""",
        """{"b":1}""", "2")]
    [InlineData("""{"pattern":"["}""", "\"a\"")]
    [InlineData("""{"pattern":"/^[0-9]$/"}""", "\"a\"")]
    [InlineData("""{"allOf":[{"properties":{"a":{}},"additionalProperties":false},{"properties":{"b":{}}}]}""",
        """{"a":1,"b":2}""")]
    [InlineData("""
        {"properties":{"a":{}},"additionalProperties":false,"oneOf":[{"properties":{"b":{}}},{"required":["c"]}]}
        """, """{"a":1,"b":2}""", """{"a":1,"c":2}""")]
    [InlineData("""{"properties":{"a":{}},"anyOf":[{"properties":{"b":{}},"additionalProperties":false}]}""",
        """{"a":1,"b":2}""")]
    public void A_contradiction_in_a_schema_refuses_nothing(string schema, params string[] values)
    {
        foreach (var value in values) Assert.Empty(Check(schema, value));
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "\"7\"")]
    [InlineData("""{"type":"string","maxLength":3}""", "123")]
    [InlineData("""{"type":"string","enum":["1"]}""", "1")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "\"7\"")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "\"7,8\"")]
    [InlineData("""{"type":"boolean"}""", "\"true\"")]
    public void Values_that_are_sent_as_text_have_the_type_of_their_text(string schema, string value) =>
        Assert.Empty(Check(schema, value, isText: true));

    [Fact]
    public void All_problems_are_found_at_once() =>
        Assert.Equal(
            ["/lives", "/name", "/parent/name"],
            Check("""{"$ref":"#/schemas/Cat"}""", """{"parent":{},"lives":100}""")
                .Select(problem => problem.PlaceBelow("")).Order(StringComparer.Ordinal));

    [Fact]
    public void A_discriminator_chooses_the_alternative_whose_problems_are_reported()
    {
        const string Schema = """
            {"oneOf":[{"$ref":"#/schemas/Cat"},{"$ref":"#/schemas/Dog"}],
             "discriminator":{"propertyName":"kind","mapping":{"d":"#/schemas/Dog"}}}
            """;

        Assert.Equal("/bark", Assert.Single(Check(Schema, """{"kind":"d","bark":"x"}""")).PlaceBelow(""));
        Assert.Equal("/name", Assert.Single(Check(Schema, """{"kind":"Cat"}""")).PlaceBelow(""));
    }

    [Fact]
    public void A_property_of_the_other_side_is_not_required()
    {
        const string Schema = """
            {"required":["id","secret"],"properties":{"id":{"readOnly":true},"secret":{"writeOnly":true}}}
            """;
        var root = JsonSchema.Parse(Schema).Root;
        var validator = new SchemaValidator(Shared);

        Assert.Equal(
            "/secret",
            Assert.Single(validator.Check(root, new JsonObject(), isText: false)).PlaceBelow(""));
        Assert.Equal(
            "/id",
            Assert.Single(validator.Check(root, new JsonObject(), isText: false, isResponse: true)).PlaceBelow(""));
    }

    [Fact]
    public void A_message_does_not_contain_the_value()
    {
        const string Value = "\"s3cr3t-value\"";
        string[] schemas =
        [
            """{"type":"integer"}""", """{"enum":["a"]}""", """{"maxLength":1}""", """{"pattern":"^a$"}""",
            """{"anyOf":[{"const":1},{"const":2}]}""", """{"not":{}}""",
        ];

        Assert.All(schemas, schema => Assert.DoesNotContain(
            "s3cr3t", Assert.Single(Check(schema, Value)).Message, StringComparison.Ordinal));
    }

    private static IReadOnlyList<SchemaProblem> Check(string schema, string value, bool isText = false) =>
        new SchemaValidator(Shared).Check(JsonSchema.Parse(schema).Root, JsonNode.Parse(value), isText);
}

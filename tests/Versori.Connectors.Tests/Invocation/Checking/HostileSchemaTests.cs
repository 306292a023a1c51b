using System.Text.Json.Nodes;
using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Checking;

/// <summary>No schema makes a check endless, deep or slow, and none makes it throw.</summary>
public sealed class HostileSchemaTests
{
    [Fact]
    public void References_in_circles_end()
    {
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["A"] = JsonSchema.Parse(
                """{"$ref":"#/schemas/B","anyOf":[{"$ref":"#/schemas/A"},{"$ref":"#/schemas/B"}]}"""),
            ["B"] = JsonSchema.Parse("""{"allOf":[{"$ref":"#/schemas/A"}],"not":{"not":{"$ref":"#/schemas/B"}}}"""),
            ["C"] = JsonSchema.Parse(
                """
                {"properties":{"c":{"$ref":"#/schemas/C"}},"oneOf":[{"$ref":"#/schemas/C"},{"$ref":"#/schemas/A"}]}
                """),
        };
        JsonNode value = new JsonObject();
        for (var depth = 0; depth < 400; depth++) value = new JsonObject { ["c"] = value };

        foreach (var schema in schemas.Values)
            Assert.Empty(new SchemaValidator(schemas).Check(schema.Root, value, isText: false));
    }

    [Fact]
    public void Alternatives_that_double_with_each_level_end()
    {
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["T"] = JsonSchema.Parse(
                """
                {"type":"object","anyOf":[{"properties":{"n":{"$ref":"#/schemas/T"}},"required":["x"]},
                 {"properties":{"n":{"$ref":"#/schemas/T"}},"required":["y"]}]}
                """),
        };
        JsonNode value = new JsonObject();
        for (var depth = 0; depth < 100; depth++) value = new JsonObject { ["n"] = value };

        var problems = new SchemaValidator(schemas).Check(schemas["T"].Root, value, isText: false);

        Assert.True(problems.Count <= 100);
    }

    [Fact]
    public void A_slow_pattern_counts_as_matched()
    {
        var schema = JsonSchema.Parse("""{"items":{"pattern":"^(a+)+$"}}""");
        var value = new JsonArray([.. Enumerable.Repeat(new string('a', 40) + "!", 500)
            .Select(text => (JsonNode)JsonValue.Create(text))]);

        Assert.Empty(new SchemaValidator(Requests.NoSchemas).Check(schema.Root, value, isText: false));
    }

    [Fact]
    public void At_most_a_hundred_problems_are_reported()
    {
        var value = new JsonArray(
            [.. Enumerable.Range(0, 10_000).Select(number => (JsonNode)JsonValue.Create(number))]);

        Assert.Equal(
            100,
            new SchemaValidator(Requests.NoSchemas)
                .Check(JsonSchema.Parse("""{"items":{"type":"string"}}""").Root, value, isText: false).Count);
    }

    [Fact]
    public void Json_that_is_too_deep_to_send_is_refused()
    {
        JsonNode value = new JsonObject();
        for (var depth = 0; depth < 20_000; depth++) value = new JsonObject { ["n"] = value };

        Assert.Contains(
            "deep",
            Assert.Single(Requests.Post(Requests.Json("{}")).Refused(new() { ["body"] = value })).Message,
            StringComparison.Ordinal);
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300)]
    public bool No_schema_and_no_value_make_it_throw(int seed)
    {
        var random = new SchemaGenerator(seed);
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["A"] = JsonSchema.Parse(random.Schema(4).ToJsonString()),
            ["B"] = JsonSchema.Parse(random.Schema(4).ToJsonString()),
        };
        var validator = new SchemaValidator(schemas);
        var root = JsonSchema.Parse(random.Schema(5).ToJsonString()).Root;
        return validator.Check(root, random.Value(4), isText: false).Count <= 100
            && validator.Check(root, random.Value(4), isText: true).Count <= 100;
    }
}

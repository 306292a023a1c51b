using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Invocation;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation.Examples;

/// <summary>Properties of values that are made from any schema, sensible or not.</summary>
public class ExampleProperties
{
    private static readonly string[] Types =
        ["string", "integer", "number", "boolean", "array", "object", "null", "wrong"];

    public static Arbitrary<JsonNode> Schemas() => Schema(4).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500, Arbitrary = [typeof(ExampleProperties)])]
    public bool A_value_that_counts_as_valid_is_valid(JsonNode schema) => (bool[])[false, true] is var settings
        && settings.All(includesOptional =>
        {
            var root = JsonSchema.Parse(schema.ToJsonString());
            var validator = new SchemaValidator(new Dictionary<string, JsonSchema> { ["Self"] = root });
            var made = new ValueMaker(validator, new() { IncludesOptional = includesOptional }).Make(root.Root);
            return !made.IsValid || validator.Check(root.Root, made.Value, isText: false).Count == 0;
        });

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500, Arbitrary = [typeof(ExampleProperties)])]
    public bool Every_endpoint_gets_arguments(JsonNode schema)
    {
        var root = JsonSchema.Parse(schema.ToJsonString());
        var endpoint = Requests.Post(
            new() { Schema = root, Required = true },
            "/x/{id}",
            Requests.Parameter(ParameterLocation.Path, "id", schema.ToJsonString()),
            Requests.Parameter(ParameterLocation.Header, "h", schema.ToJsonString(), required: true));
        var example = ExampleArguments.Create(
            new()
            {
                Id = ConnectorId.Parse("system"),
                Title = "System",
                BaseUrl = "https://api.example.com",
                Endpoints = [endpoint],
                Schemas = new Dictionary<string, JsonSchema> { ["Self"] = root },
            },
            endpoint.Id);
        return example.Arguments["id"] is not null
            && example.Problems.All(problem => problem.Code == ConnectorErrorCode.InvalidArgument);
    }

    private static Gen<JsonNode> Schema(int depth)
    {
        var members = Gen.OneOf(Leaf(), depth == 0 ? Leaf() : Branch(depth - 1));
        return members.ListOf().Select(list =>
        {
            var schema = new JsonObject();
            foreach (var (name, value) in list.Take(5)) schema[name] = value.DeepClone();
            return (JsonNode)schema;
        });
    }

    private static Gen<(string Name, JsonNode Value)> Leaf() => Gen.OneOf(
        Gen.Elements(Types).Select(type => ("type", (JsonNode)type)),
        Gen.Elements("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minimum",
                "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")
            .SelectMany(name => Gen.Choose(-3, 12).Select(number => (name, (JsonNode)number))),
        Gen.Elements("^[a-c]{2,4}$", "(a|b)+", "^(?=.*1).{3}$", "[", "^$")
            .Select(pattern => ("pattern", (JsonNode)pattern)),
        Gen.Elements("uuid", "date", "date-time", "email", "int32", "unknown").Select(f => ("format", (JsonNode)f)),
        Gen.Elements("uniqueItems", "nullable", "readOnly", "exclusiveMinimum").Select(n => (n, (JsonNode)true)),
        Gen.Elements("""["a","b"]""", "[1,2]", "[null]", "[]", """[{"a":1}]""", "5")
            .SelectMany(value => Gen.Elements("enum", "default", "examples")
                .Select(name => (name, JsonNode.Parse(value)!))),
        Gen.Elements("""["a"]""", """["a","b"]""", """["z"]""", "5")
            .Select(value => ("required", JsonNode.Parse(value)!)),
        Gen.Constant(("$ref", (JsonNode)"#/schemas/Self")),
        Gen.Constant(("additionalProperties", (JsonNode)false)));

    private static Gen<(string Name, JsonNode Value)> Branch(int depth) => Gen.OneOf(
        Gen.Elements("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
            .SelectMany(name => Schema(depth).Select(schema => (name, schema))),
        Gen.Elements("oneOf", "anyOf", "allOf", "prefixItems").SelectMany(name => Schema(depth).ListOf()
            .Select(list => (name, (JsonNode)new JsonArray([.. list.Take(3).Select(one => one.DeepClone())])))),
        Gen.Elements("a", "b").SelectMany(field => Schema(depth)
            .Select(schema => ("properties", (JsonNode)new JsonObject { [field] = schema.DeepClone() }))));
}

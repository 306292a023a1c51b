using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace Versori.Connectors.Invocation;

/// <summary>The JSON Schema of the variables that an operation declares (GraphQL §5.8, §3.5).</summary>
internal static class GraphQLVariables
{
    /// <summary>Returns the schema. Types that only the external system knows allow every value.</summary>
    public static JsonSchema SchemaOf(GraphQLOperationDefinition operation)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            properties[NameOf(variable)] = SchemaOf(variable.Type);
            if (IsRequired(variable)) required.Add((JsonNode)NameOf(variable));
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
        return JsonSchema.Parse(schema.ToJsonString());
    }

    /// <summary>The name without the dollar sign.</summary>
    public static string NameOf(GraphQLVariableDefinition variable) => variable.Variable.Name.StringValue;

    /// <summary>Whether a call must give a value: the type excludes null and there is no default.</summary>
    public static bool IsRequired(GraphQLVariableDefinition variable) =>
        variable is { Type: GraphQLNonNullType, DefaultValue: null };

    private static JsonObject SchemaOf(GraphQLType type)
    {
        var schema = Inner(type is GraphQLNonNullType known ? known.Type : type);
        if (type is GraphQLNonNullType || schema["type"] is not { } name) return schema;
        schema["type"] = name is JsonArray several
            ? new JsonArray([.. several.Select(one => one!.DeepClone()), "null"])
            : new JsonArray(name.DeepClone(), "null");
        return schema;
    }

    // GraphQL §3.11: a single value is coerced to a list of one, so that a list is not demanded.
    private static JsonObject Inner(GraphQLType type) => type switch
    {
        GraphQLNamedType named => named.Name.StringValue switch
        {
            "Int" => new() { ["type"] = "integer" },
            "Float" => new() { ["type"] = "number" },
            "Boolean" => new() { ["type"] = "boolean" },
            "String" => new() { ["type"] = "string" },
            "ID" => new() { ["type"] = new JsonArray("string", "integer") },
            _ => [],
        },
        GraphQLListType list => new() { ["items"] = SchemaOf(list.Type) },
        _ => [],
    };
}

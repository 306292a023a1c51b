using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Reads the result of an introspection query (GraphQL §4).</summary>
internal sealed class IntrospectionReader(GraphQLSchemaModel model)
{
    // Lists of lists of lists do not occur.
    private const int MaximumTypeDepth = 12;

    /// <summary>Returns the object <c>__schema</c>, with or without the envelope of a response.</summary>
    public static (JsonElement Schema, string Pointer)? Find(JsonElement root)
    {
        if (IsObject(root, "__schema", out var bare)) return (bare, "/__schema");
        return IsObject(root, "data", out var data) && IsObject(data, "__schema", out var inner)
            ? (inner, "/data/__schema")
            : null;
    }

    /// <summary>Reads the schema.</summary>
    public void Read(Node schema)
    {
        model.Description = schema.Text("description");
        model.Query = schema.Object("queryType")?.Text("name");
        model.Mutation = schema.Object("mutationType")?.Text("name");
        model.Subscription = schema.Object("subscriptionType")?.Text("name");
        if (schema.Find("types") is null)
            throw DocumentErrors.Invalid(schema.Pointer, "The introspection result has no types.");
        foreach (var type in schema.List("types")) ReadType(type);
    }

    private static bool IsObject(JsonElement parent, string name, out JsonElement member)
    {
        member = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out member)
            && member.ValueKind == JsonValueKind.Object;
    }

    private void ReadType(Node node)
    {
        if (!node.IsObject || node.Text("name") is not { } name)
        {
            node.Warn("A type must be an object with a name. It is ignored.");
            return;
        }

        if (name.StartsWith("__", StringComparison.Ordinal)) return;
        if (!GraphQLNames.IsName(name))
        {
            node.Warn("The name of the type is not a GraphQL name. It is ignored.");
            return;
        }

        if (KindOf(node) is not { } kind) return;
        var type = new GraphQLTypeDefinition(name, kind) { Description = node.Text("description") };
        type.IsOneOf = node.IsTrue("isOneOf");
        var fields = kind == GraphQLTypeKind.InputObject ? "inputFields" : "fields";
        if (node.Find(fields) is { } list) type.Fields.AddRange(Fields(list));
        type.Values.AddRange(node.List("enumValues")
            .Where(value => value.IsObject)
            .Select(value => value.Text("name"))
            .OfType<string>());
        type.PossibleTypes.AddRange(node.List("possibleTypes")
            .Where(possible => possible.IsObject)
            .Select(possible => possible.Text("name"))
            .OfType<string>());
        model.Types[name] = type;
    }

    private static IEnumerable<GraphQLField> Fields(Node list)
    {
        foreach (var node in list.Items())
        {
            if (!node.IsObject || node.Text("name") is not { } name || !GraphQLNames.IsName(name))
            {
                node.Warn("A field must be an object with a GraphQL name. It is ignored.");
                continue;
            }

            if (node.Object("type") is not { } typeNode || TypeOf(typeNode, 0) is not { } type)
            {
                node.Warn($"The type of '{name}' cannot be read. The field is ignored.");
                continue;
            }

            yield return new()
            {
                Name = name,
                Type = type,
                Description = node.Text("description"),
                IsDeprecated = node.IsTrue("isDeprecated"),
                DeprecationReason = node.Text("deprecationReason"),
                HasDefault = node.Find("defaultValue") is not null,
                Arguments = node.Find("args") is { } arguments ? [.. Fields(arguments)] : [],
                Place = node.Pointer,
            };
        }
    }

    private static GraphQLTypeRef? TypeOf(Node node, int depth)
    {
        if (depth > MaximumTypeDepth) return null;
        switch (node.Text("kind"))
        {
            case "NON_NULL":
                return node.Object("ofType") is { } of && TypeOf(of, depth + 1) is { } inner
                    ? inner with { IsRequired = true }
                    : null;
            case "LIST":
                return node.Object("ofType") is { } items && TypeOf(items, depth + 1) is { } item
                    ? new(null, item, false)
                    : null;
            default:
                return node.Text("name") is { } name && GraphQLNames.IsName(name) ? new(name, null, false) : null;
        }
    }

    private static GraphQLTypeKind? KindOf(Node node)
    {
        switch (node.Text("kind"))
        {
            case "SCALAR": return GraphQLTypeKind.Scalar;
            case "OBJECT": return GraphQLTypeKind.Object;
            case "INTERFACE": return GraphQLTypeKind.Interface;
            case "UNION": return GraphQLTypeKind.Union;
            case "ENUM": return GraphQLTypeKind.Enum;
            case "INPUT_OBJECT": return GraphQLTypeKind.InputObject;
            case var other:
                node.Warn($"The kind '{other}' of a type is not known. The type is ignored.");
                return null;
        }
    }
}

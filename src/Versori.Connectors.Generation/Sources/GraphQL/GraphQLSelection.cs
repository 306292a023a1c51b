using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The default selection of a field's result: fields without values first, then those with fields of their own, within
/// limits of depth and number. Fields that need arguments, types that contain themselves, and further lists in pages
/// are left out.
/// </summary>
internal sealed class GraphQLSelection(GraphQLSchemaModel model, Work work)
{
    // Systems count the fields and levels of a query. These stay below the limits of all known ones.
    private const int MaximumDepth = 3;
    private const int MaximumFields = 60;
    private const int MaximumFieldsOfObject = 25;
    private const int MaximumFragments = 8;

    private readonly List<string> _path = [];
    private readonly StringBuilder _text = new();
    private int _left = MaximumFields;

    /// <summary>The selection set with its braces; empty for a result without fields.</summary>
    public string Text => _text.ToString();

    /// <summary>Selects the fields of a type.</summary>
    /// <returns>The JSON Schema of the result.</returns>
    public JsonObject Select(GraphQLTypeRef type) => Value(type, depth: 0);

    private JsonObject Value(GraphQLTypeRef type, int depth)
    {
        var schema = type.Item is { } item
            ? new JsonObject { ["type"] = "array", ["items"] = Value(item, depth) }
            : Named(model.Find(type.Name), type.Name!, depth);
        return type.IsRequired ? schema : GraphQLInputs.Nullable(schema);
    }

    private JsonObject Named(GraphQLTypeDefinition? type, string name, int depth)
    {
        if (type is null || type.Kind == GraphQLTypeKind.Scalar) return GraphQLInputs.Scalar(name);
        if (type.Kind == GraphQLTypeKind.Enum) return GraphQLInputs.Enum(type);
        var properties = new JsonObject();
        _path.Add(type.Name);
        _text.Append(" {");
        if (type.Kind is GraphQLTypeKind.Union or GraphQLTypeKind.Interface) AddAbstract(type, properties, depth);
        else AddFields(type, properties, new(StringComparer.Ordinal), depth);
        if (properties.Count == 0) AddTypeName(properties);
        _text.Append(" }");
        _path.RemoveAt(_path.Count - 1);
        return new() { ["type"] = "object", ["properties"] = properties };
    }

    private void AddTypeName(JsonObject properties)
    {
        _text.Append(" __typename");
        properties["__typename"] = new JsonObject { ["type"] = "string" };
    }

    private void AddAbstract(GraphQLTypeDefinition type, JsonObject properties, int depth)
    {
        AddTypeName(properties);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        AddFields(type, properties, taken, depth);
        foreach (var name in type.PossibleTypes.Take(MaximumFragments))
        {
            if (model.Find(name) is not { Kind: GraphQLTypeKind.Object } possible || IsInPath(name)) continue;
            if (_left <= 0) return;
            var own = new JsonObject();
            var before = _text.Length;
            _text.Append(" ... on ").Append(name).Append(" {");
            _path.Add(name);
            AddFields(possible, own, taken, depth);
            _path.RemoveAt(_path.Count - 1);
            _text.Append(" }");
            if (own.Count == 0) _text.Length = before;
            foreach (var (property, schema) in own.ToList())
            {
                own.Remove(property);
                properties.TryAdd(property, schema);
            }
        }
    }

    // GraphQL §5.3.2: fields of one name must have the same type in all fragments, so that each is selected only once,
    // or with the same type.
    private void AddFields(
        GraphQLTypeDefinition type, JsonObject properties, Dictionary<string, string> taken, int depth)
    {
        var added = 0;
        var isPage = IsPage(type);
        foreach (var field in Ordered(type))
        {
            work.Step();
            if (_left <= 0 || added == MaximumFieldsOfObject) return;
            if (field.IsDeprecated || field.Arguments.Any(argument => argument.NeedsValue)) continue;
            if (taken.TryGetValue(field.Name, out var other))
            {
                var isSame = type.Kind == GraphQLTypeKind.Object && other == field.Type.ToString()
                    && model.Find(field.Type.Inner) is { IsLeaf: true };
                if (!isSame) continue;
            }

            var isLeaf = model.Find(field.Type.Inner) is { IsLeaf: true };
            if (!isLeaf && !IsSelected(field, type, isPage, depth)) continue;
            taken[field.Name] = field.Type.ToString();
            added++;
            _left--;
            _text.Append(' ').Append(field.Name);
            // The items of a page are as deep as the page.
            properties[field.Name] = Value(field.Type, isPage ? depth : depth + 1);
        }
    }

    private bool IsSelected(GraphQLField field, GraphQLTypeDefinition parent, bool isPage, int depth)
    {
        if (model.Find(field.Type.Inner) is not { } type || type.Kind == GraphQLTypeKind.InputObject) return false;
        if (IsInPath(type.Name)) return false;

        // Relay: "nodes" are the nodes of "edges".
        if (isPage) return field.Name is not "edges" || !parent.Fields.Exists(other => other.Name == "nodes");
        return depth < MaximumDepth && !IsPage(type) && !IsPaged(field);
    }

    private static bool IsPaged(GraphQLField field) =>
        field.Arguments.Any(argument => argument.Name is "first" or "last" or "limit");

    private bool IsInPath(string name) => _path.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a type is a page of the Relay connection specification (§3).</summary>
    public static bool IsPage(GraphQLTypeDefinition type) =>
        type.Fields.Exists(field => field.Name == "pageInfo")
        && type.Fields.Exists(field => field.Name is "nodes" or "edges");

    private IEnumerable<GraphQLField> Ordered(GraphQLTypeDefinition type) => type.Fields
        .OrderBy(field => field.Name switch
        {
            "id" => 0,
            "pageInfo" => 1,
            "nodes" => 2,
            _ when model.Find(field.Type.Inner) is { IsLeaf: true } => 3,
            // The errors and the object of a mutation's payload come before what else it contains.
            "userErrors" or "errors" => 4,
            _ => 5,
        });
}

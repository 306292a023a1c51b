namespace Versori.Connectors.Generation.Sources;

/// <summary>A type of a GraphQL schema.</summary>
internal sealed class GraphQLTypeDefinition(string name, GraphQLTypeKind kind)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The kind.</summary>
    public GraphQLTypeKind Kind { get; } = kind;

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The fields of an object or interface, or the input fields of an input object.</summary>
    public List<GraphQLField> Fields { get; } = [];

    /// <summary>The values of an enumeration.</summary>
    public List<string> Values { get; } = [];

    /// <summary>The objects of a union, or those that implement an interface.</summary>
    public List<string> PossibleTypes { get; } = [];

    /// <summary>Whether exactly one field of an input object must be given (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; set; }

    /// <summary>Whether values have no fields.</summary>
    public bool IsLeaf => Kind is GraphQLTypeKind.Scalar or GraphQLTypeKind.Enum;
}

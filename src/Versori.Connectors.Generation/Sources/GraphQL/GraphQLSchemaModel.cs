namespace Versori.Connectors.Generation.Sources;

/// <summary>A GraphQL schema, whichever notation it was read from.</summary>
internal sealed class GraphQLSchemaModel
{
    private static readonly string[] BuiltIn = ["Int", "Float", "String", "Boolean", "ID"];

    public GraphQLSchemaModel()
    {
        foreach (var name in BuiltIn) Types[name] = new(name, GraphQLTypeKind.Scalar);
    }

    /// <summary>The types by name, with the scalars that every schema has.</summary>
    public Dictionary<string, GraphQLTypeDefinition> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The name of the type with the queries.</summary>
    public string? Query { get; set; }

    /// <summary>The name of the type with the mutations.</summary>
    public string? Mutation { get; set; }

    /// <summary>The name of the type with the subscriptions.</summary>
    public string? Subscription { get; set; }

    /// <summary>What the schema says about itself.</summary>
    public string? Description { get; set; }

    /// <summary>Everything that was lost or repaired.</summary>
    public List<ConnectorError> Warnings { get; } = [];

    /// <summary>Returns a type; <see langword="null"/> if it is not declared.</summary>
    public GraphQLTypeDefinition? Find(string? name) => name is null ? null : Types.GetValueOrDefault(name);

    /// <summary>Adds a warning.</summary>
    public void Warn(
        string message, string place, int? line = null, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument)
    {
        const int Maximum = 1000;
        if (Warnings.Count < Maximum)
            Warnings.Add(new() { Code = code, Message = message, Location = place, Line = line });
    }
}

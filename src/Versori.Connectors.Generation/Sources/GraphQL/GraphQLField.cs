namespace Versori.Connectors.Generation.Sources;

/// <summary>A field of an object or interface, a field of an input object, or an argument.</summary>
internal sealed record GraphQLField
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required GraphQLTypeRef Type { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the system advises against using it.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Why it is deprecated.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>Whether an argument or an input field has a default.</summary>
    public bool HasDefault { get; init; }

    /// <summary>The arguments of a field.</summary>
    public IReadOnlyList<GraphQLField> Arguments { get; init; } = [];

    /// <summary>Where it is in the document: a JSON pointer, or the coordinate <c>Type.field</c> in SDL.</summary>
    public required string Place { get; init; }

    /// <summary>The line in the document, if it is known.</summary>
    public int? Line { get; init; }

    /// <summary>Whether a value must be given.</summary>
    public bool NeedsValue => Type.IsRequired && !HasDefault;
}

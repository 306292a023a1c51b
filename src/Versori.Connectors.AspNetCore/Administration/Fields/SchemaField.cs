namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>A setting of a part of a definition, as its JSON Schema describes it.</summary>
internal sealed record SchemaField
{
    public required string Name { get; init; }

    public required SchemaFieldKind Kind { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether null differs from an object without values.</summary>
    public bool IsNullable { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether lines are numbers.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>Whether it belongs to the part itself, and not to a group or a list.</summary>
    public bool IsTop { get; init; }

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The fields of a group, or of each item of a list.</summary>
    public IReadOnlyList<SchemaField> Fields { get; init; } = [];
}

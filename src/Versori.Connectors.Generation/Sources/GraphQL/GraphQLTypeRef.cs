namespace Versori.Connectors.Generation.Sources;

/// <summary>A use of a type: a name, a list of another use, or a use that excludes null (GraphQL §3.4).</summary>
/// <param name="Name">The name of the type; <see langword="null"/> for a list.</param>
/// <param name="Item">The items of a list; <see langword="null"/> for a name.</param>
/// <param name="IsRequired">Whether null is excluded.</param>
internal sealed record GraphQLTypeRef(string? Name, GraphQLTypeRef? Item, bool IsRequired)
{
    /// <summary>The name of the type, of the innermost items for lists.</summary>
    public string Inner => Item is null ? Name! : Item.Inner;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => Item is not null;

    /// <summary>The type as GraphQL writes it.</summary>
    public override string ToString() => (Item is null ? Name : $"[{Item}]") + (IsRequired ? "!" : "");
}

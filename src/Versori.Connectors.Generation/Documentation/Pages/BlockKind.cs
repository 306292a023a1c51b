namespace Versori.Connectors.Generation.Documentation;

/// <summary>What a part of a page is.</summary>
internal enum BlockKind
{
    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A paragraph, or an item of a list.</summary>
    Text,

    /// <summary>Preformatted text, such as an example.</summary>
    Code,

    /// <summary>A table.</summary>
    Table,
}

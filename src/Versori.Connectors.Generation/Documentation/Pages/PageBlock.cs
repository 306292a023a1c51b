namespace Versori.Connectors.Generation.Documentation;

/// <summary>A part of a page, in the order of the page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text. Code within a paragraph is between backticks.</param>
/// <param name="Page">The URL of the page.</param>
internal sealed record PageBlock(BlockKind Kind, string Text, Uri? Page)
{
    /// <summary>The level of a heading, from 1.</summary>
    public int Level { get; init; }

    /// <summary>The rows of a table, the header first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    /// <summary>The lines of its text.</summary>
    public IEnumerable<string> Lines => Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}

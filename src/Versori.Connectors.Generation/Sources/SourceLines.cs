namespace Versori.Connectors.Generation.Sources;

/// <summary>Finds the lines of positions in a text.</summary>
internal sealed class SourceLines
{
    private readonly List<int> _starts = [0];

    public SourceLines(string text)
    {
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            _starts.Add(at + 1);
    }

    /// <summary>Returns the line of a position, beginning with 1.</summary>
    public int LineAt(int position)
    {
        var at = _starts.BinarySearch(position);
        return at >= 0 ? at + 1 : ~at;
    }
}

namespace Versori.Connectors.Generation.Reading;

/// <summary>How far aliases may expand a document. The limits are known before anything is expanded.</summary>
internal static class YamlSize
{
    /// <summary>The size of a node's own characters: its quotes or brackets, and a separator.</summary>
    public const int Node = 4;

    // Large public documents with aliases expand to less than ten times their size.
    private const int MaximumGrowth = 20;
    private const int AlwaysAllowed = 1024 * 1024;

    // Without aliases, each character of the text is at most one node.
    private const int MaximumNodes = Node + 2;

    private const int MergedAlwaysAllowed = 10_000;
    private const int MaximumMergedMembers = 1_000_000;

    /// <summary>Returns the maximum size of the document, in characters of JSON.</summary>
    /// <param name="length">The length of the text.</param>
    /// <param name="limit">The host's limit.</param>
    public static long Maximum(int length, int limit) =>
        Math.Min(AlwaysAllowed + ((long)length * MaximumGrowth), Math.Max(limit, (long)length * MaximumNodes));

    /// <summary>Returns the maximum number of members that merge keys add.</summary>
    public static int MaximumMerged(int length) => Math.Min(MaximumMergedMembers, MergedAlwaysAllowed + length);
}

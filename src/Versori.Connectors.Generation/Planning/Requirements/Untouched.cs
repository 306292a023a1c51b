namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Recognizes what has to stay as it is: "the records must remain untouched", "leave our own staff as they are".
/// </summary>
internal static class Untouched
{
    private static readonly string[] Stays = ["remain", "remains", "stay", "stays", "left", "leave", "keep"];

    private static readonly string[][] States =
    [
        ["untouched"], ["unchanged"], ["intact"], ["alone"], ["as", "is"], ["as", "it", "is"], ["as", "they", "are"],
        ["as", "he", "is"], ["as", "she", "is"], ["the", "way", "it", "is"], ["the", "way", "they", "are"],
        ["the", "same"],
    ];

    private static readonly string[] Auxiliaries =
    [
        "must", "should", "shall", "will", "may", "have", "has", "need", "needs", "to", "be", "are", "is", "but",
        "just",
    ];

    /// <summary>
    /// Returns the words for what must not be changed; <see langword="null"/> if the part says nothing of the kind.
    /// </summary>
    public static List<string>? In(List<string> words)
    {
        var state = Array.Find(
            States,
            state => words.Count > state.Length + 1
                && words[^state.Length..].SequenceEqual(state, StringComparer.Ordinal));
        if (state is null) return null;
        var rest = words[..^state.Length];
        var verb = rest.FindLastIndex(word => Stays.Contains(word, StringComparer.Ordinal));
        if (verb < 0) return null;
        var kept = rest.Where((word, at) => at != verb && !Auxiliaries.Contains(word, StringComparer.Ordinal)).ToList();
        return kept.Count > 0 ? kept : null;
    }
}

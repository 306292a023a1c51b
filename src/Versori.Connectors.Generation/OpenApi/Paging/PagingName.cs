namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Compares names independently of case, separators and brackets: <c>page[size]</c> is <c>pageSize</c>.
/// </summary>
internal static class PagingName
{
    /// <summary>The letters and digits of a name in lower case.</summary>
    public static string Of(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The name without the words that only say that a position is the next.</summary>
    public static string Core(string normal) =>
        normal.StartsWith("next", StringComparison.Ordinal) && normal.Length > 4 ? normal[4..] : normal;

    /// <summary>The singular of an English word, roughly.</summary>
    public static string Stem(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith("ses", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') ? word[..^1] : word;
}

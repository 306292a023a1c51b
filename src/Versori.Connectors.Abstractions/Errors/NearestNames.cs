namespace Versori.Connectors;

/// <summary>Sorts names by their similarity to a mistyped name.</summary>
internal static class NearestNames
{
    /// <summary>The names, the most similar first.</summary>
    public static IReadOnlyList<string> Of(string mistyped, IEnumerable<string> names) =>
    [
        .. names
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => Distance(mistyped, name))
            .ThenBy(name => name, StringComparer.Ordinal),
    ];

    // The Levenshtein distance, without case and separators, because these are the most common mistakes.
    internal static int Distance(string from, string to)
    {
        var left = Normalize(from);
        var right = Normalize(to);
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    // Limited to 64 characters, because a caller can pass a name of any length.
    private static string Normalize(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Take(64).Select(char.ToLowerInvariant));
}

namespace Versori.Connectors.Invocation;

/// <summary>Orders names by their likeness to one that was mistyped.</summary>
internal static class NearestNames
{
    /// <summary>The names, the likeliest first.</summary>
    public static IReadOnlyList<string> Of(string mistyped, IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).OrderBy(name => Distance(mistyped, name)).ThenBy(name => name, StringComparer.Ordinal)];

    // The edits that turn one into the other (Levenshtein); case and separators hardly count, as they are what people forget.
    private static int Distance(string from, string to)
    {
        var (left, right) = (Plain(from), Plain(to));
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

    // Bounded, since a caller's name may be of any length.
    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Take(64).Select(char.ToLowerInvariant));
}

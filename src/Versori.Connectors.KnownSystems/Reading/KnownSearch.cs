namespace Versori.Connectors.Reading;

/// <summary>Finds systems by words.</summary>
internal static class KnownSearch
{
    private const int Longest = 200, None = int.MaxValue;

    public static IReadOnlyList<KnownSystemEntry> Find(string text)
    {
        var words = (text.Length <= Longest ? text : text[..Longest])
            .Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return [];
        return
        [
            .. KnownIndex.Entries.Select(entry => (Entry: entry, Rank: Rank(entry, words)))
                .Where(item => item.Rank != None)
                .OrderBy(item => item.Rank)
                .ThenBy(item => item.Entry.VariantOf is not null)
                .ThenBy(item => item.Entry.Id, StringComparer.Ordinal)
                .Select(item => item.Entry),
        ];
    }

    // Every word has to occur; the worst one decides.
    private static int Rank(KnownSystemEntry entry, string[] words) => words.Max(word => Rank(entry, word));

    private static int Rank(KnownSystemEntry entry, string word)
    {
        if (entry.Names.Any(name => Is(name, word)) || Is(entry.Title, word)) return 0;
        if (entry.Names.Append(entry.Title).Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            return 1;
        if (entry.Names.Append(entry.Title).Any(name => Has(name, word))) return 2;
        if (entry.Hosts.Any(host => Has(host, word))) return 3;
        return Has(entry.Vendor, word) ? 4 : None;
    }

    private static bool Is(string name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}

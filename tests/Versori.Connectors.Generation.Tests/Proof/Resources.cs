namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>What the segments of a path name: <c>ticket</c> of <c>/tickets/{ticket_id}</c>.</summary>
internal static class Resources
{
    private static readonly HashSet<string> Searches =
        new(["search", "find", "query", "lookup", "list", "all", "autocomplete"], StringComparer.Ordinal);

    private static readonly HashSet<string> Ids =
        new(["id", "key", "slug", "name", "number", "uuid", "code", "sid"], StringComparer.Ordinal);

    public static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public static bool IsParameter(string segment) => segment.StartsWith('{');

    public static bool IsSearch(string segment) => Words(segment) is [var only] && Searches.Contains(only);

    /// <summary>What a parameter of a path identifies.</summary>
    public static string OfParameter(string[] segments, int at)
    {
        var words = Words(segments[at].Trim('{', '}'));
        if (words.Count > 1 && Ids.Contains(words[^1])) return Singular(words[^2]);
        return at > 0 && !IsParameter(segments[at - 1]) && Ids.Contains(words[^1])
            ? Singular(Words(segments[at - 1])[^1])
            : Singular(words[^1]);
    }

    /// <summary>What an endpoint returns, or <see langword="null"/> if that may be anything.</summary>
    public static string? OfPath(string[] segments)
    {
        if (IsParameter(segments[^1])) return OfParameter(segments, segments.Length - 1);
        var named = segments.Where(segment => !IsParameter(segment) && !IsSearch(segment)).LastOrDefault();
        return named is null ? null : Words(named) switch
        {
            [.., var noun, var last] when Searches.Contains(last) => Singular(noun),
            [.., var last] => Singular(last),
            _ => null,
        };
    }

    public static bool IsPlural(string segment) =>
        Words(segment) is [.., var last] && (Singular(last) != last || (last == "list" && segment != last));

    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            var isEnd = at == name.Length || !char.IsLetterOrDigit(name[at]);
            var isHump = !isEnd && at > start && char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
            if (!isEnd && !isHump) continue;
            if (at > start) words.Add(name[start..at].ToLowerInvariant());
            start = isHump ? at : at + 1;
        }

        return words.Count == 0 ? [name] : words;
    }

    public static string Singular(string word) => word switch
    {
        "people" => "person",
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when Ends(word, "sses", "xes", "ches", "shes") => word[..^2],
        _ when word.EndsWith('s') && !Ends(word, "ss", "us", "is", "news") => word[..^1],
        _ => word,
    };

    private static bool Ends(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

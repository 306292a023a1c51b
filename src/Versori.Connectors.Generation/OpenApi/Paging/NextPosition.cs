namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds a position or URL in the response, and the parameter that takes it.</summary>
internal static class NextPosition
{
    /// <summary>A value of the response, the input that takes it and how well they match.</summary>
    public sealed record Match(PagingValue Value, PagingInput Input, int Score);

    /// <summary>The value with the URL of the next page.</summary>
    public static PagingValue? FindUrl(PagingClues clues) => clues.Response.Values
        .Where(IsUrl)
        .OrderBy(value => value.Depth)
        .FirstOrDefault();

    /// <summary>
    /// A text named <c>next</c> in an object about pages, or beside a text named <c>previous</c>. It is a URL if no
    /// parameter could take a position.
    /// </summary>
    public static PagingValue? FindPlainNext(PagingClues clues)
    {
        if (clues.Inputs.Any(input => PagingWords.Cursors.Contains(input.Normal) && input.Type is not "boolean"))
            return null;
        return clues.Response.Values.Find(value => value is { Normal: "next" or "nextpage", Type: "string" or null }
            && (value.Parent.Contains("pag", StringComparison.Ordinal) || HasPrevious(value, clues)));
    }

    private static bool HasPrevious(PagingValue value, PagingClues clues) => clues.Response.Values.Exists(other =>
        other.Parent == value.Parent
        && other.Type == value.Type
        && other.Normal is "previous" or "prev" or "previouspage" or "prevpage");

    /// <summary>The best pair of a value and an input.</summary>
    public static Match? FindPair(PagingClues clues)
    {
        Match? best = null;
        foreach (var value in clues.Response.Values.Where(IsPosition))
        {
            foreach (var input in clues.Inputs)
            {
                if (Score(value, input) is not (> 0 and var score)) continue;
                if (best is null || score > best.Score) best = new(value, input, score);
            }
        }

        return best;
    }

    /// <summary>How well a name of a position and an input match; 0 if they do not.</summary>
    public static int ScoreOf(string next, PagingInput input)
    {
        if (!input.IsScalar && !input.IsInBody) return 0;
        if (input.IsInBody && input.Normal is "position" or "startfrom") return 0;
        if (input.Type is "boolean") return 0;
        var core = PagingName.Core(next);
        var isNext = core != next;
        if (next == input.Normal && PagingWords.Cursors.Contains(next)) return isNext ? 10 : 8;
        var isKnown = !input.IsInBody
            || PagingWords.Nexts.Contains(next)
            || PagingWords.Cursors.Contains(input.Normal)
            || IsCounted(input);
        if (isNext && isKnown && core == PagingName.Core(input.Normal)) return 10;
        var isCursor = PagingWords.Cursors.Contains(input.Normal);
        if (isNext && isCursor) return Preference(next, input.Normal) + 6;
        if (isNext && PagingWords.IsOffset(input.Normal) && IsOffset(core)) return 7;

        return isCursor && PagingWords.Nexts.Contains(next) ? Preference(next, input.Normal) + 3 : 0;
    }

    private static int Score(PagingValue value, PagingInput input)
    {
        if (PagingWords.IsSize(input.Normal) || IsBackward(input.Normal)) return 0;
        if (value.Type == "object" && !(input.IsInBody && PagingWords.Cursors.Contains(input.Normal))) return 0;
        var score = ScoreOf(value.Normal, input);

        // The value 'after' of an object 'next' or 'cursors'.
        if (score == 0 && value.Normal == input.Normal && value.Parent is "next" or "cursors" or "cursor") score = 9;
        if (score == 0 && IsPartOfNext(value) && (IsCounted(input) || PagingWords.Cursors.Contains(input.Normal)))
            score = 8;

        if (score == 0 && value is { Normal: "next", IsNumber: true } && IsCounted(input)) score = 8;
        if (score == 0 && IsTextOffset(value, input)) score = 5;
        if (score == 0) return 0;
        if (value.Type is "integer" && input.IsNumber) score += 1;
        return (score * 10) - value.Depth;
    }

    private static bool IsPartOfNext(PagingValue value) => value.Parent == "next"
        && value.Normal is "page" or "number" or "pagenumber" or "cursor" or "token" or "offset" or "id";

    private static bool IsCounted(PagingInput input) =>
        PagingWords.Pages.Contains(input.Normal)
        || PagingWords.IsOffset(input.Normal)
        || (PagingWords.WeakOffsets.Contains(input.Normal) && input.IsNumber && !input.IsDate);

    private static bool IsOffset(string core)
    {
        foreach (var word in (ReadOnlySpan<string>)["offset", "start", "skip", "index", "from", "startat", "record"])
        {
            if (core.EndsWith(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // An offset that is text is a position (Airtable); a number repeats what the request stated.
    private static bool IsTextOffset(PagingValue value, PagingInput input) =>
        value.Normal == input.Normal
        && !input.IsInBody
        && value is { Normal: "offset" or "start" or "page" or "token", Type: "string" }
        && input.Type is "string" or null
        && value.Depth <= 2;

    private static bool IsPosition(PagingValue value)
    {
        if (value.Type is "boolean" or "array") return false;
        if (value.Type is "object")
        {
            return value.Normal is "lastevaluatedkey" or "nextkey" or "nextcursor" or "cursor" or "nexttoken"
                or "nextpage";
        }

        if (IsUrl(value) || IsBackward(value.Normal)) return false;
        return value.Parent is not ("previous" or "prev" or "before" or "self" or "first" or "last");
    }

    private static bool IsBackward(string normal) =>
        normal.StartsWith("prev", StringComparison.Ordinal)
        || normal.StartsWith("before", StringComparison.Ordinal)
        || normal.StartsWith("ending", StringComparison.Ordinal);

    private static bool IsUrl(PagingValue value)
    {
        if (value.Type is not ("string" or null)) return false;
        if (PagingWords.Urls.Contains(value.Normal)) return true;
        if (value.Normal is "href" or "url" or "uri" or "link")
            return value.Parent is "next" or "nextpage" or "nextlink";
        if (value.Normal is not ("next" or "nextpage" or "nextresults")) return false;
        if (PagingWords.Links.Contains(value.Parent) || value.IsStatedUrl) return true;
        var text = value.Text;
        return text.Contains("URL", StringComparison.OrdinalIgnoreCase)
            || text.Contains("URI", StringComparison.OrdinalIgnoreCase)
            || text.Contains("link to", StringComparison.OrdinalIgnoreCase)
            || text.Contains("hyperlink", StringComparison.OrdinalIgnoreCase);
    }

    // Among several parameters, the one with the same kind of name is better.
    private static int Preference(string next, string input)
    {
        foreach (var word in (ReadOnlySpan<string>)["token", "cursor", "marker", "key", "page", "id", "after", "start"])
        {
            var inNext = next.Contains(word, StringComparison.Ordinal);
            if (inNext && input.Contains(word, StringComparison.Ordinal)) return 2;
        }

        return 1;
    }
}

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Guesses from names and shapes how an endpoint is paged.</summary>
internal static class GuessedPaging
{
    private const int CertainPair = 70;

    /// <summary>The guess; <see langword="null"/> if the endpoint does not look like a paged list.</summary>
    public static EndpointPaging? Find(PagingClues clues) =>
        InResponse(clues) ?? InLinks(clues) ?? InHeader(clues) ?? AfterLast(clues) ?? Counted(clues);

    private static EndpointPaging? InResponse(PagingClues clues)
    {
        if (!clues.HasArray && !HasUntypedItems(clues)) return null;
        var url = NextPosition.FindUrl(clues);
        var pair = NextPosition.FindPair(clues);
        if (pair is not null && pair.Score < CertainPair && url is not null) pair = null;
        if (pair is not null)
        {
            return Guess($"body:{pair.Value.Pointer}", pair.Input.Place) with { Arguments = SwitchesOf(pair, clues) };
        }

        url ??= NextPosition.FindPlainNext(clues);
        if (url is null) return null;
        var isOData = url.Name.Contains("@odata", StringComparison.OrdinalIgnoreCase) || url.Name == "odata.nextLink";
        return Guess($"body:{url.Pointer}", "url") with
        {
            Basis = isOData ? PagingBasis.Stated : PagingBasis.Guessed,
        };
    }

    // Several systems have links in every response, and pages in few of them.
    private static EndpointPaging? InLinks(PagingClues clues)
    {
        var links = clues.Response.Arrays.Find(array => array.Depth <= 2
            && array.Normal is "link" or "links"
            && array.ItemProperties.Any(name => name is "rel" or "relation")
            && array.ItemProperties.Any(name => name is "href" or "url" or "uri"));
        if (links is null || !clues.HasArray || !clues.IsRead || clues.Size is null) return null;
        return clues.Inputs.Any(input => CountedInput.IsPage(input, clues) || CountedInput.IsOffset(input, clues))
            ? null
            : Guess($"links:{links.Pointer}", "url");
    }

    // The items of some documents have no type.
    private static bool HasUntypedItems(PagingClues clues) => clues.Response.Values.Exists(value =>
        value.Type is null && value.Depth <= 2 && PagingWords.Items.Contains(value.Normal));

    private static EndpointPaging? InHeader(PagingClues clues)
    {
        if (!clues.HasArray && !clues.IsResponseUnknown) return null;
        foreach (var (header, _) in clues.Headers)
        {
            var normal = PagingName.Of(header);
            var core = PagingName.Core(AfterPrefix(normal));
            if (core == normal && !PagingWords.Nexts.Contains(normal)) continue;
            var input = clues.Inputs
                .Select(input => (Input: input, Score: HeaderScore(normal, core, input)))
                .Where(item => item.Score > 0)
                .OrderByDescending(item => item.Score)
                .Select(item => item.Input)
                .FirstOrDefault();
            if (input is not null) return Guess($"header:{header}", input.Place);
        }

        return null;
    }

    // Names of headers often begin with the name of the system.
    private static string AfterPrefix(string normal)
    {
        if (normal.IndexOf("next", StringComparison.Ordinal) is > 0 and var next) return normal[next..];
        foreach (var word in (ReadOnlySpan<string>)["continuationtoken", "continuation", "cursor", "after"])
        {
            if (normal.EndsWith(word, StringComparison.Ordinal)) return word;
        }

        return normal;
    }

    private static int HeaderScore(string normal, string core, PagingInput input) =>
        input.Normal == normal ? 20
        : core == input.Normal || core == PagingName.Core(input.Normal) ? 15
        : core == "page" && PagingWords.Pages.Contains(input.Normal) ? 12
        : Math.Max(NextPosition.ScoreOf(normal, input), NextPosition.ScoreOf(core, input));

    // The id of the last item is the position of the next page.
    private static EndpointPaging? AfterLast(PagingClues clues)
    {
        if (!clues.IsRead && clues.Size is null) return null;
        var input = clues.Inputs.FirstOrDefault(input =>
            IsSinceId(input) || (IsAfterId(input) && input.IsScalar && !input.IsDate && !input.IsEnum));
        if (input is null) return null;
        if (input.Normal is "after" or "sinceid" or "lastid" && clues.Size is null) return null;
        var withId = clues.Response.Arrays
            .Where(array => array.Depth <= 2 && array.IdPointer is not null)
            .MinBy(array => array.Depth);
        return withId is null ? null : Guess($"last:{withId.IdPointer}", input.Place);
    }

    private static bool IsAfterId(PagingInput input) => input.Normal is "startingafter" or "startafter" or "afterid"
        or "sinceid" or "lastid" or "after" or "startafterid" or "startingafterid" or "cursorid";

    private static bool IsSinceId(PagingInput input) =>
        input.Normal == "since" && input.IsNumber && !input.IsDate && input.ContainsAny(" id ", " id.", "an id");

    // A parameter such as 'usemarker' turns on the positions that 'marker' takes.
    private static Dictionary<string, string> SwitchesOf(NextPosition.Match pair, PagingClues clues) => clues.Inputs
        .Where(input => input.Type == "boolean" && input.Normal == "use" + pair.Input.Normal && !input.IsInBody)
        .ToDictionary(input => input.Name, _ => "true", StringComparer.Ordinal);

    private static EndpointPaging? Counted(PagingClues clues)
    {
        if (!MayBeCounted(clues)) return null;
        var page = clues.Inputs.FirstOrDefault(input => CountedInput.IsPage(input, clues));
        var offset = clues.Inputs.FirstOrDefault(input => CountedInput.IsOffset(input, clues));
        var prefersPage = page is not null
            && (offset is null || clues.Size?.Normal.Contains("page", StringComparison.Ordinal) == true);
        if (prefersPage)
        {
            return Guess("page", page!.Place) with
            {
                Start = CountedInput.FirstPage(page, clues),
            };
        }

        if (offset is null) return null;
        return Guess("count", offset.Place) with
        {
            Start = CountedInput.FirstOffset(offset),
        };
    }

    private static bool MayBeCounted(PagingClues clues)
    {
        if (clues.Response.Status == "201") return false;
        if (clues.HasArray) return HasListedArray(clues) && (clues.IsRead || clues.Size is not null);
        return clues is { IsResponseUnknown: true, IsRead: true, Size: not null }
            || (HasUntypedItems(clues) && clues.Size is not null);
    }

    // Words and numbers deep inside of a response describe something.
    private static bool HasListedArray(PagingClues clues) => clues.Response.Arrays.Exists(array =>
        array.Depth <= 2 || array.ItemType is "object" or null);

    private static EndpointPaging Guess(string found, string goes) =>
        new() { Found = found, Goes = goes, Basis = PagingBasis.Guessed };
}

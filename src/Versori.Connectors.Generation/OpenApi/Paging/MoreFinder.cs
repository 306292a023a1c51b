namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds the value that states whether there are further pages.</summary>
internal static class MoreFinder
{
    private const int MaximumDepth = 3;

    /// <summary>The place of the value; <see langword="null"/> if there is none.</summary>
    public static string? Find(PagingClues clues, EndpointPaging paging, string? items)
    {
        if (paging.More is not null || paging.Goes == "url") return paging.More;
        var values = clues.Response.Values.Where(value => value.Depth <= MaximumDepth).OrderBy(value => value.Depth);
        var flag = values.FirstOrDefault(value =>
            PagingWords.More.Contains(value.Normal) && value.Type is "boolean" or null && IsAbout(value, items, clues));
        if (flag is not null) return $"body:{flag.Pointer}";
        var names = paging.Found switch
        {
            "count" => PagingWords.TotalItems,
            "page" => PagingWords.TotalPages,
            _ => null,
        };
        if (names is null) return null;
        var count = values.FirstOrDefault(value => names.Contains(value.Normal)
            && value.IsNumber
            && IsAbout(value, items, clues)
            && (IsCertain(value) || HasNumbersOfPage(value, clues)));
        return count is null ? null : $"body:{count.Pointer}";
    }

    // A number about another array of the response would end the list too early.
    private static bool IsAbout(PagingValue value, string? items, PagingClues clues)
    {
        var container = value.Pointer[..(value.Pointer.LastIndexOf('/') + 1)];
        return items is null || items.StartsWith(container, StringComparison.Ordinal)
            || !clues.Response.Arrays.Exists(array => array.Pointer.StartsWith(container, StringComparison.Ordinal));
    }

    // A plain 'total' is the number of all items only where the response states other numbers of its page.
    private static bool IsCertain(PagingValue value) => value.Normal is not ("total" or "pages" or "lastpage");

    private static bool HasNumbersOfPage(PagingValue value, PagingClues clues) =>
        clues.Response.Values.Exists(other => other.Parent == value.Parent
            && other != value
            && other.IsNumber
            && (PagingWords.IsSize(other.Normal)
                || PagingWords.IsOffset(other.Normal)
                || PagingWords.WeakOffsets.Contains(other.Normal)
                || PagingWords.Pages.Contains(other.Normal)));
}

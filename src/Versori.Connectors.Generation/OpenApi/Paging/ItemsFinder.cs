namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds the array with the items of a list.</summary>
internal static class ItemsFinder
{
    private const int Preferred = 3;
    private const int NamedByPath = 4;

    /// <summary>The pointer of the array; several pointers if it is not clear which one it is.</summary>
    public static (string? Items, IReadOnlyList<string> Arrays) Find(PagingClues clues, EndpointPaging paging)
    {
        var arrays = clues.Response.Arrays;
        if (arrays.Count == 0) return (null, []);
        if (arrays.Exists(array => array.Pointer.Length == 0)) return ("", []);
        var next = paging.Found.StartsWith("body:/", StringComparison.Ordinal) ? paging.Found["body:".Length..] : null;
        var ranked = arrays
            .Select(array => (Array: array, Score: Score(array, clues, next)))
            .OrderByDescending(item => item.Score)
            .ToList();
        if (ranked.Count == 1 || ranked[0].Score > ranked[1].Score) return (ranked[0].Array.Pointer, []);
        string[] equal =
        [
            .. ranked.TakeWhile(item => item.Score == ranked[0].Score).Select(item => item.Array.Pointer).Take(8),
        ];
        return (null, equal);
    }

    private static int Score(PagingArray array, PagingClues clues, string? next)
    {
        var score = -2 * array.Depth;
        if (clues.IsNamedByPath(array)) score += NamedByPath;
        else if (array.Normal == "edges") score += 1;
        else if (PagingWords.NotItems.Contains(array.Normal)) score -= 6;
        else if (PagingWords.Items.Contains(array.Normal)) score += Preferred;
        if (array.ItemType is "object" || array.ItemProperties.Count > 0) score += 2;
        else if (array.ItemType is not null) score -= 1;
        if (array.IsRequired) score += 1;
        if (HasNumbersOfPage(array, clues)) score += 1;
        if (next is not null && next[..next.LastIndexOf('/')] == array.Parent) score += 1;
        return score;
    }

    private static bool HasNumbersOfPage(PagingArray array, PagingClues clues) =>
        array.Depth > 1 && clues.Response.Values.Exists(value => value.IsNumber
            && value.Pointer[..value.Pointer.LastIndexOf('/')] == array.Parent
            && (PagingWords.IsSize(value.Normal) || PagingWords.IsOffset(value.Normal)));
}

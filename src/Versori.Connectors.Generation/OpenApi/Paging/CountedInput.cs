namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Recognizes parameters with the number of a page or of items that are skipped.</summary>
internal static class CountedInput
{
    private static readonly string[] FromZero =
    [
        "zero-based", "zero based", "zero-indexed", "zero indexed", "0-based", "0 based", "0-indexed", "0 indexed",
        "starts at 0", "starts from 0", "starting at 0", "starting from 0", "start at 0", "starts with 0",
        "begins at 0",
        "starting with 0", "first page is 0", "(0..n)", "0..n", "start from 0", "beginning with 0", "begin with 0",
    ];

    private static readonly string[] FromOne =
    [
        "one-based", "1-based", "1-indexed", "starts at 1", "starts from 1", "starting at 1", "starting from 1",
        "start at 1", "starts with 1", "begins at 1", "starting with 1", "first page is 1", "one-indexed",
        "start from 1", "beginning with 1", "1 based", "begin with 1",
    ];

    /// <summary>Whether an input takes the number of a page.</summary>
    public static bool IsPage(PagingInput input, PagingClues clues)
    {
        var isShort = input.Normal == "p" && clues.Size is not null;
        if (!isShort && !PagingWords.Pages.Contains(input.Normal)) return false;
        if (!input.IsScalar || input.IsEnum || clues.Size == input) return false;
        if (input.IsNumber) return true;

        // Text is the id or name of a page, unless the number of items is beside it.
        return clues.Size is not null || input.ContainsAny("page number", "paginat", "results page", "page of results");
    }

    /// <summary>Whether an input takes the number of items that are skipped.</summary>
    public static bool IsOffset(PagingInput input, PagingClues clues)
    {
        if (!input.IsScalar || input.IsDate || input.IsEnum || clues.Size == input) return false;
        if (input.ContainsAny("timezone", "time zone", "utc offset", "byte")) return false;
        if (PagingWords.IsOffset(input.Normal)) return input.IsNumber || clues.Size is not null;
        if (!PagingWords.WeakOffsets.Contains(input.Normal) || clues.Size is null) return false;

        // The start of a period has an end.
        var hasEnd = clues.Inputs.Any(other => other.Normal is "end" or "to" or "until" or "last" && other.IsScalar);
        return input.Type != "string" && !(hasEnd && !input.IsNumber);
    }

    /// <summary>The number of the first page, if the document states it.</summary>
    public static string? FirstPage(PagingInput input, PagingClues clues)
    {
        var says0 = FromZero.Any(text => input.ContainsAny(text));
        var says1 = FromOne.Any(text => input.ContainsAny(text));
        if (says0 != says1) return says0 ? "0" : "1";
        if (input.Default is 0 or 1) return input.Default == 0 ? "0" : "1";
        if (input.Minimum is 0 or 1) return input.Minimum == 0 ? "0" : "1";

        // Spring Data writes these members, and counts from 0.
        var names = clues.Response.Values
            .Where(value => value.Depth == 1)
            .Select(value => value.Normal)
            .ToHashSet(StringComparer.Ordinal);
        return names.Contains("totalpages") && names.Contains("totalelements") && names.Contains("number") ? "0" : null;
    }

    /// <summary>The number of the first item, if it is 1.</summary>
    public static string? FirstOffset(PagingInput input)
    {
        if (FromZero.Any(text => input.ContainsAny(text))) return null;
        if (input.Default == 1 || input.Minimum == 1) return "1";
        if (input.Default == 0 || input.Minimum == 0) return null;

        // RFC 7644 §3.4.2.4: startIndex is 1-based.
        return FromOne.Any(text => input.ContainsAny(text)) || input.ContainsAny("scim") ? "1" : null;
    }
}

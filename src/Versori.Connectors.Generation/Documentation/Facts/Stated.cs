using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Where something was read: the page, the words, and how well it is known from them.</summary>
/// <param name="Page">The URL of the page.</param>
/// <param name="Quote">The words.</param>
/// <param name="Status">How well it is known.</param>
/// <param name="IsModelFact">Whether only a chat client read it.</param>
internal sealed record Stated(
    Uri? Page, string? Quote, FactStatus Status = FactStatus.Stated, bool IsModelFact = false)
{
    private const int MaximumQuote = 300;

    // Credentials are looked for before a text is cut to a quote, but not in whole documents.
    private const int LongestRead = 4_000;

    /// <summary>Returns the fact at a location of the definition.</summary>
    public DocumentedFact At(string location, string value) => new()
    {
        Location = location,
        Value = value,
        Status = Status,
        Page = Page,
        Quote = Short(Quote),
        IsModelFact = IsModelFact,
    };

    // Examples may have real credentials.
    private static string? Short(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var head = text.Trim();
        if (head.Length > LongestRead) head = head[..LongestRead];
        var clean = OpaqueText.Without(head)!;
        return clean.Length <= MaximumQuote ? clean : $"{clean[..MaximumQuote]}…";
    }
}

using System.Text.RegularExpressions;
using Versori.Connectors.Texts;

namespace Versori.Connectors.AI.Texts;

/// <summary>
/// Shortens texts of a document for a model: one line, without characters that a reader does not see, markup and the
/// targets of links. The text stays data; nothing in it changes what a tool does.
/// </summary>
internal static partial class ModelText
{
    private const int Searched = 4_000;

    /// <summary>Returns a text of at most so many characters; empty if there is none.</summary>
    public static string Short(string? text, int maximumLength)
    {
        if (string.IsNullOrWhiteSpace(text) || maximumLength <= 0) return "";
        var clean = CleanText.OfDocument(text, Searched);
        clean = Comments().Replace(clean, " ");
        clean = Links().Replace(clean, "${text}");
        clean = Tags().Replace(clean, " ");
        clean = Emphasis().Replace(clean, "");
        clean = Spaces().Replace(clean, " ").Trim();
        return clean.Length <= maximumLength ? clean : Cut(clean, maximumLength);
    }

    /// <summary>Returns the summary of an endpoint with as much of its description as fits.</summary>
    public static string Of(ConnectorEndpoint endpoint, int maximumLength)
    {
        var summary = Short(endpoint.Summary, maximumLength);
        var description = Short(endpoint.Description, maximumLength);
        if (summary.Length == 0 && description.Length == 0)
        {
            return Short($"{endpoint.Method} {endpoint.Path}", maximumLength);
        }

        var isRepeated = description.StartsWith(summary.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
        if (summary.Length == 0 || isRepeated) return description;
        var room = maximumLength - summary.Length - 2;
        if (description.Length == 0 || room < 20) return summary;
        var end = summary[^1] is '.' or '!' or '?' or '…' ? "" : ".";
        return $"{summary}{end} {(description.Length <= room ? description : Cut(description, room))}";
    }

    // At the end of a sentence in the second half, else of a word.
    private static string Cut(string text, int length)
    {
        var cut = text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
        var sentence = cut.LastIndexOf(". ", StringComparison.Ordinal);
        if (sentence >= length / 2) return cut[..(sentence + 1)];
        var word = cut.LastIndexOf(' ');
        return (word >= length / 2 ? cut[..word] : cut[..^1]).TrimEnd() + "…";
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.None, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\]\([^()]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("</?[A-Za-z][^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"`+|\*\*|__|~~|(?<=^| )#+ ", RegexOptions.None, 1000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}

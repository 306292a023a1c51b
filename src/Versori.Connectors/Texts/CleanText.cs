using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Texts;

/// <summary>
/// Cleans texts that a document or a chat model wrote. What is left can be shown to a person and to a model: it has no
/// control, format or invisible characters, no markup and no URLs, and a limited length.
/// </summary>
internal static partial class CleanText
{
    private const string RemovedUrl = "(URL removed)";

    // Longer texts are cut before they are searched.
    private const int Longest = 20_000;

    /// <summary>
    /// Returns a text of a document in one line, without characters that a reader does not see. Markup stays, since it
    /// does nothing in a prompt.
    /// </summary>
    public static string OfDocument(string? text, int maximumLength = Longest)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(Math.Min(text.Length, maximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= maximumLength) break;
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\u0085')
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (IsVisible(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>Returns a text of a chat model for a person: one line of plain text.</summary>
    public static string OfModel(string? text, int maximumLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        // What is removed may bring other parts together, so the text is searched until nothing changes.
        var clean = OfDocument(text);
        for (string before = ""; before != clean;)
        {
            before = clean;
            clean = Links().Replace(clean, "${text}");
            clean = Tags().Replace(clean, " ");
            clean = Urls().Replace(clean, RemovedUrl);
            clean = Emphasis().Replace(clean, "");
        }

        clean = Spaces().Replace(clean.Replace('<', ' ').Replace('>', ' '), " ").Trim();
        return clean.Length <= maximumLength ? clean : CutAt(clean, maximumLength);
    }

    private static string CutAt(string text, int length) =>
        text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)].TrimEnd() + "…";

    // Control characters, bidirectional and other formatting (Cf), variation selectors, private use and unassigned.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF) or 0x115F or 0x1160 or 0x3164
            or 0xFFA0 or 0x034F);

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\]\([^()]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("<[^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    // With a scheme, "www.", or a host name that is followed by a path or a port.
    [GeneratedRegex(
        @"(?:\b[a-z][a-z0-9+.-]{1,20}:/{1,3}\S*|\b(?:javascript|data|mailto|vbscript|tel):\S*|\bwww\.\S+"
            + @"|\b(?:[\p{L}\p{N}-]+\.)+[\p{L}-]{2,24}(?::\d+\S*|/\S*)|//[\w-]+\.\S+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Urls();

    [GeneratedRegex(@"`+|\*\*|__|~~|^#+\s*", RegexOptions.None, 1000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}

using System.Globalization;
using System.Text;

namespace Versori.Connectors.Tool.Output;

/// <summary>Text from documents and servers is shown as text: it cannot control the terminal.</summary>
internal static class TerminalText
{
    /// <summary>Replaces control and formatting characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Whether line feeds stay.</param>
    public static string Clean(string text, bool keepsLines = false)
    {
        if (!text.Any(character => IsUnsafe(character, keepsLines))) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsUnsafe(character, keepsLines)) clean.Append(character);
            else clean.Append(character is '\n' or '\r' or '\t' ? ' ' : '\uFFFD');
        }

        return clean.ToString();
    }

    /// <summary>Returns the first line of a text, at most as long as stated.</summary>
    public static string Short(string? text, int length)
    {
        var line = Clean((text ?? "").Trim().Split('\n')[0].Trim());
        return line.Length <= length ? line : $"{line[..(length - 1)]}…";
    }

    // Directional overrides (category Format) can make a text look like another.
    private static bool IsUnsafe(char character, bool keepsLines) =>
        (char.IsControl(character) && !(keepsLines && character == '\n'))
        || CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

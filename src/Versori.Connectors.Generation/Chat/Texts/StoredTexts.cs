using System.Text;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Makes texts of people such that every store keeps them.</summary>
internal static class StoredTexts
{
    /// <summary>Returns the text without NUL and without halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }
}

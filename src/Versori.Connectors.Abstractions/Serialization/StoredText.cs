using System.Text;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Text that every store returns as it was saved: Unicode without NUL. Encoders replace half a pair of surrogates, so
/// that two different texts would become one; PostgreSQL refuses NUL.
/// </summary>
internal static class StoredText
{
    /// <summary>What is wrong with a text, after its name; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string? text)
    {
        if (text is null) return "is null.";
        if (text.Contains('\0', StringComparison.Ordinal)) return "contains a NUL character.";
        return IsUnicode(text) ? null : "contains half of a surrogate pair, which is no Unicode text.";
    }

    /// <summary>Refuses an argument that some store can neither save nor look up.</summary>
    /// <exception cref="ArgumentException">The text is empty, or not every store can keep it.</exception>
    public static void ThrowIfInvalid(string? text, string argument)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, argument);
        if (Problem(text) is { } problem) throw new ArgumentException($"The value {problem}", argument);
    }

    /// <summary>Returns the value of a filter's property, if a store can look it up.</summary>
    /// <exception cref="ArgumentException">No store keeps such a text. It names the property.</exception>
    public static string? ForFilter(string? text, string property) => text is null || Problem(text) is not { } problem
        ? text
        : throw new ArgumentException($"The value {problem} No store keeps such a text.", property);

    /// <summary>
    /// Returns a text that every store keeps. What none keeps is replaced by U+FFFD, the replacement character.
    /// </summary>
    public static string Repair(string text)
    {
        if (Problem(text) is null) return text;
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) repaired.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return repaired.ToString();
    }

    /// <summary>Whether every surrogate has its other half.</summary>
    public static bool IsUnicode(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return false;
            index++;
        }

        return true;
    }
}

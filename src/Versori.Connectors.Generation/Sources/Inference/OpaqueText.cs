using System.Buffers;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Tells words that an author wrote from values that a system made: numbers, ids, keys, tokens.</summary>
internal static partial class OpaqueText
{
    private const int MaximumWord = 60;

    private static readonly SearchValues<char> NotInToken = SearchValues.Create(" \t\r\n{}");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>Whether a segment of a path is a value and not a word of the path.</summary>
    public static bool IsSegment(string segment) => !IsWords(segment);

    /// <summary>Whether the name of a member is a value, as in objects whose keys are ids.</summary>
    public static bool IsKey(string name)
    {
        if (name.Length == 0 || name.Length > 128) return true;
        if (!name.AsSpan().ContainsAnyExceptInRange('0', '9')) return true;
        if (TextFormats.Of(name) is not null) return true;
        return name.Length >= 16 && (IsHex(name) || !IsName(name));
    }

    /// <summary>Whether a value has the form of a key or a token.</summary>
    public static bool IsToken(string value)
    {
        if (KnownToken().IsMatch(value)) return true;
        if (value.Length < 20 || value.AsSpan().ContainsAny(NotInToken)) return false;
        if (TextFormats.Of(value) is "uri" or "date-time" or "email" or "uuid") return false;
        return Opaque().IsMatch(value) && !IsWords(value.Replace('/', '-'));
    }

    /// <summary>Replaces keys and tokens of known forms in a text for people.</summary>
    public static string? Without(string? text) => text is null ? null : TokenInText().Replace(text, "…");

    private static bool IsHex(string text) =>
        !text.AsSpan().ContainsAnyExcept(Hexadecimal) && text.AsSpan().ContainsAnyInRange('0', '9');

    private static bool IsWords(string text)
    {
        if (text.Length is 0 or > MaximumWord) return false;
        return Words().IsMatch(text) && text.Split('-', '_', '.', ':', '~', '$', ' ').All(IsWord);
    }

    // Names have few digits: sha256_fingerprint, revenue_2026.
    private static bool IsName(string text) => text.Count(char.IsAsciiDigit) <= 4
        && text.Split('-', '_', '.', ':', '~', '$', ' ', '@', '/', '[', ']', '(', ')', '#', '+', '*', '%', '&', ',')
            .Select(part => string.Concat(part.Where(c => !char.IsAsciiDigit(c))))
            .All(part => part.Length <= 3 || IsWord(part));

    // The parts of a word in camel case have several letters each; those of a random text have one or two. Long words
    // have vowels.
    private static bool IsWord(string word)
    {
        var letters = word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (word.Length - letters.Length > 2 || letters.AsSpan().ContainsAnyInRange('0', '9')) return false;
        if (letters.Length < 10) return true;
        var humps = 1;
        var vowels = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (i > 0 && char.IsUpper(letters[i]) && char.IsLower(letters[i - 1])) humps++;
            if ("aeiouyAEIOUY".Contains(letters[i], StringComparison.Ordinal)) vowels++;
        }

        return letters.Length >= humps * 3 && vowels * 6 >= letters.Length;
    }

    // Words with at most two digits at their ends: users, oauth2, v1, order-items.json, items:search, $metadata.
    [GeneratedRegex(
        @"^[$@~]?[A-Za-z]{1,30}[0-9]{0,2}([-_.:~ ][A-Za-z]{1,30}[0-9]{0,2}){0,9}\z|^v[0-9]{1,3}([.][0-9]{1,3}){0,2}\z"
            + @"|^[1-9][.][0-9]{1,2}\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Words();

    [GeneratedRegex(@"^[A-Za-z0-9_\-.~+/=:|$]+\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Opaque();

    private const string Tokens =
        @"(eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_.-]+|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}"
        + @"|xox[abeprs]-[A-Za-z0-9-]{8,}|(sk|pk|rk|whsec)_[A-Za-z0-9_]{8,}|sk-[A-Za-z0-9_-]{16,}"
        + @"|AIza[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{8,}|(AKIA|ASIA)[A-Z0-9]{12,}|PMAK-[A-Za-z0-9-]{8,}"
        + @"|glpat-[A-Za-z0-9_-]{8,}|shp(at|ca|pa|ss)_[a-fA-F0-9]{8,}|SG\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+)";

    [GeneratedRegex("^" + Tokens + @"\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex KnownToken();

    [GeneratedRegex(
        Tokens + @"|(?<=\b((?i:Bearer|Basic))\s)[A-Za-z0-9_\-.~+/]{20,}=*",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex TokenInText();
}

using System.Text;

namespace Versori.Connectors.Texts;

/// <summary>
/// Estimates how many tokens a text has for a chat model, without the model's vocabulary. The estimate is made for byte
/// pair encodings such as o200k_base; it is rather too high than too low.
/// </summary>
internal static class TokenEstimate
{
    private const double LettersOfWord = 3, LettersOfNoise = 1.6, Digits = 3, PunctuationCost = 0.9, Blanks = 16;
    private const double OfPart = 1.5, OfMark = 1.8, OfTwoBytes = 1, OfThreeBytes = 2.3, OfFourBytes = 4;
    private const int ConsonantsInWord = 4, PartLength = 2, FirstTwoBytesOfWords = 0x370;
    private const double FewestVowels = 0.2, MostVowels = 0.75;

    private const string Mark = "…";

    /// <summary>Estimates the number of tokens.</summary>
    public static int Of(string? text)
    {
        var tokens = 0.0;
        for (var at = 0; at < text?.Length;) tokens += Run(text, at, out at);
        return (int)Math.Ceiling(tokens);
    }

    /// <summary>Returns the beginning of a text that has at most so many tokens.</summary>
    public static string Cut(string text, int maximum)
    {
        var tokens = 0.0;
        for (var at = 0; at < text.Length;)
        {
            var cost = Run(text, at, out var next);
            if (tokens + cost > maximum)
            {
                var end = at + (int)((next - at) * Math.Max(0, maximum - 1 - tokens) / cost);
                if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
                return text[..end].TrimEnd() + Mark;
            }

            tokens += cost;
            at = next;
        }

        return text;
    }

    // The cost of the run of characters of one kind that begins at a position.
    private static double Run(string text, int start, out int end)
    {
        var first = text[start];
        end = start + 1;
        if (char.IsAsciiLetter(first)) return Letters(text, start, ref end);
        if (char.IsAsciiDigit(first))
        {
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            return Math.Ceiling((end - start) / Digits);
        }

        if (first is ' ' or '\n' or '\r' or '\t')
        {
            var breaks = first == ' ' ? 0 : 1;
            for (; end < text.Length && text[end] is ' ' or '\n' or '\r' or '\t'; end++)
            {
                if (text[end] != ' ') breaks++;
            }

            // One space belongs to the word after it.
            return end - start == 1 && breaks == 0 ? 0 : 1 + Math.Floor((end - start) / Blanks) + (breaks / 2);
        }

        if (first < 128)
        {
            while (end < text.Length && IsMark(text[end])) end++;
            return Math.Ceiling((end - start) * PunctuationCost);
        }

        if (char.IsHighSurrogate(first) && end < text.Length && char.IsLowSurrogate(text[end])) end++;
        Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out _);
        return rune.Utf8SequenceLength switch
        {
            2 => rune.Value < FirstTwoBytesOfWords ? OfMark : OfTwoBytes,
            3 => OfThreeBytes,
            _ => OfFourBytes,
        };
    }

    private static bool IsMark(char character) =>
        character is > ' ' and < '\u0080' && !char.IsAsciiLetterOrDigit(character);

    // A run ends before an upper-case letter that follows a lower-case one, as encodings split words there.
    private static double Letters(string text, int start, ref int end)
    {
        int vowels = 0, consonants = 0, longest = 0;
        for (end = start; end < text.Length && char.IsAsciiLetter(text[end]); end++)
        {
            if (end > start && char.IsAsciiLetterUpper(text[end]) && char.IsAsciiLetterLower(text[end - 1])) break;
            if ("aeiouyAEIOUY".Contains(text[end], StringComparison.Ordinal))
            {
                vowels++;
                consonants = 0;
            }
            else
            {
                longest = Math.Max(longest, ++consonants);
            }
        }

        var length = end - start;
        var isPart = start > 0 && char.IsAsciiLetter(text[start - 1]);
        if (length <= PartLength) return isPart ? OfPart : 1;
        if (CommonWords.Contains(text.AsSpan(start, length))) return 1;
        var isWord = longest <= ConsonantsInWord && vowels >= FewestVowels * length && vowels <= MostVowels * length;
        return Math.Ceiling(length / (isWord ? LettersOfWord : LettersOfNoise));
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Invocation;

/// <summary>Makes texts (JSON Schema validation §6.3, §7.3).</summary>
internal static class TextMaker
{
    private const int MaximumLength = 20_000;

    // Passwords are described by conditions that text must meet, rather than by its form.
    private static readonly string[] Common =
        ["Aa1!Aa1!Aa1!Aa1!", "Example1!", "Aa1-", "example", "1", "A1", "example.com", "https://example.com/a"];

    public static Made Make(SchemaParts parts, SchemaValidator validator, int variant)
    {
        var (least, most) = parts.Range("minLength", "maxLength");
        var patterns = parts.Texts("pattern").Distinct(StringComparer.Ordinal).ToList();
        var found = 0;
        foreach (var format in parts.Texts("format").Concat(parts.Texts("contentEncoding")))
        {
            foreach (var text in FormatTexts.Of(format, variant))
            {
                if (Fits(Lengthened(text, format, least))) return Valid(Lengthened(text, format, least));
            }
        }

        foreach (var pattern in patterns)
        {
            foreach (var text in Candidates(validator, pattern, least, most))
            {
                if (Fits(text) && found++ >= variant) return Valid(text);
            }
        }

        var plain = Plain(least, most, variant);
        if (Fits(plain)) return Valid(plain);
        foreach (var text in Common)
        {
            if (Fits(text)) return new(JsonValue.Create(text), variant == 0);
            if (Fits(Padded(text, least))) return new(JsonValue.Create(Padded(text, least)), variant == 0);
        }

        return new(JsonValue.Create(plain), IsValid: false);

        bool Fits(string text) => IsWithin(text, least, most)
            && patterns.TrueForAll(pattern => IsMatch(validator, pattern, text));
    }

    /// <summary>Whether a text matches the formats that are known.</summary>
    public static bool Accepts(SchemaParts parts, SchemaValidator validator, JsonNode? value)
    {
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String) return true;
        var text = ArgumentCheck.Text(scalar);
        return parts.Texts("format").All(format => FormatTexts.IsPlausible(format, text))
            && parts.Texts("pattern").All(pattern => IsMatch(validator, pattern, text));
    }

    /// <summary>Whether a text matches; true if the pattern is not understood.</summary>
    public static bool IsMatch(SchemaValidator validator, string pattern, string text)
    {
        try
        {
            return validator.Pattern(PatternReader.WithoutDelimiters(pattern)) is not { } expression
                || expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true; // The check of arguments does not refuse it either.
        }
    }

    /// <summary>Returns a text that matches; <see langword="null"/> if none is found.</summary>
    public static string? OfPattern(SchemaValidator validator, string pattern, int variant) =>
        Candidates(validator, pattern, 0, int.MaxValue)
            .Where(text => IsMatch(validator, pattern, text))
            .Distinct(StringComparer.Ordinal)
            .Skip(variant)
            .FirstOrDefault();

    private static IEnumerable<string> Candidates(SchemaValidator validator, string pattern, int least, int most)
    {
        var own = PatternReader.WithoutDelimiters(pattern);
        if (validator.Pattern(own) is null || PatternReader.Read(own, validator) is not { } read) yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < PatternText.MaximumAttempts; attempt++)
        {
            var text = PatternText.Write(read, attempt, least);
            if (seen.Add(text)) yield return text;

            // Without anchors, a part of the text has to match.
            if (text.Length < least && seen.Add(Padded(text, least))) yield return Padded(text, least);
            if (text.Length > most && seen.Add(text[..most])) yield return text[..most];
        }
    }

    private static string Plain(int least, int most, int variant)
    {
        var text = variant == 0 ? "text" : $"text{variant.ToString(CultureInfo.InvariantCulture)}";
        if (most < text.Length) text = new string((char)('a' + (variant % 26)), Math.Max(0, most));
        return Padded(text, least);
    }

    private static string Padded(string text, int least) =>
        text.Length >= least ? text : text.PadRight(Math.Min(least, MaximumLength), 'a');

    // A URL becomes longer by its path.
    private static string Lengthened(string text, string format, int least) =>
        format is "uri" or "url" or "iri" or "uri-reference" or "iri-reference" ? Padded(text, least) : text;

    // JSON Schema counts characters of Unicode.
    private static bool IsWithin(string text, int least, int most)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes()) length++;
        return length >= least && length <= most;
    }

    private static Made Valid(string text) => new(JsonValue.Create(text), true);
}

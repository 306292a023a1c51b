using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Recognises the formats of JSON Schema validation §7.3 that texts of examples have.</summary>
internal static partial class TextFormats
{
    private const int MaximumLength = 300;

    /// <summary>Returns the format of a text; <see langword="null"/> if it has none.</summary>
    public static string? Of(string text)
    {
        if (text.Length is 0 or > MaximumLength) return null;
        if (Uuid().IsMatch(text)) return "uuid";
        if (Date().IsMatch(text)) return "date";
        if (DateAndTime().IsMatch(text)) return "date-time";
        if (Email().IsMatch(text)) return "email";
        var isUrl = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isUrl && Uri.TryCreate(text, UriKind.Absolute, out _) ? "uri" : null;
    }

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^[0-9]{4}-[01][0-9]-[0-3][0-9]\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Date();

    // RFC 3339 §5.6.
    [GeneratedRegex(
        @"^[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,9})?"
            + @"([Zz]|[+-][0-2][0-9]:[0-5][0-9])\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex DateAndTime();

    [GeneratedRegex(
        @"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Email();
}

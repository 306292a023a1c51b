using System.Globalization;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>
/// What a server states about an error, made fit for messages and logs: one line, short, without secrets. The server
/// may repeat anything that it was sent.
/// </summary>
internal static class ServerWords
{
    private const int MaximumLength = 300;

    /// <summary>How much of the server's text is looked at.</summary>
    private const int MaximumInput = 64 * 1024;

    private const string StandardName = "error_description";

    private static readonly string[] CommonNames = ["message", "error_message", "detail"];

    /// <summary>Returns the description of an error response (RFC 6749 §5.2).</summary>
    /// <param name="document">The response.</param>
    /// <param name="mapping">Where the description is.</param>
    /// <param name="secrets">The secrets that it must not contain.</param>
    public static string? Find(
        JsonElement document, OAuth2TokenResponseMapping mapping, IEnumerable<string> secrets)
    {
        var names = mapping.ErrorDescription == StandardName
            ? CommonNames.Prepend(StandardName)
            : [mapping.ErrorDescription];
        var text = names.Append(mapping.Error)
            .Select(name => ResponseField.Find(document, name))
            .Where(field => field is { ValueKind: JsonValueKind.String })
            .Select(field => field!.Value.GetString())
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return text == TokenResponseReader.ErrorCode(document, mapping) ? null : Clean(text, secrets);
    }

    /// <summary>Cleans a text; <see langword="null"/> when nothing is left.</summary>
    public static string? Clean(string? text, IEnumerable<string> secrets)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > MaximumInput) text = text[..MaximumInput];
        var forms = new SecretForms(secrets);
        // Removing a character can join the parts of a secret.
        var cleaned = forms.Redact(OneLine(forms.Redact(text)));
        return cleaned.Length == 0 ? null : Cut(cleaned);
    }

    /// <summary>Returns the words as a sentence with a leading space, or an empty text.</summary>
    public static string Sentence(string? words) => words is null ? "" : $" The server states: \"{words}\".";

    // Control characters break lines of logs, and format characters change the direction of what follows.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else if (!IsInvisible(Rune.GetUnicodeCategory(rune)))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }

    private static bool IsInvisible(UnicodeCategory category) => category
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;

    private static string Cut(string text)
    {
        if (text.Length <= MaximumLength) return text;
        var end = MaximumLength - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return $"{text.AsSpan(0, end).TrimEnd()}…";
    }
}

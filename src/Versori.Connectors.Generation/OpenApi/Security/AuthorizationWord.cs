using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Finds the word that precedes a key in the Authorization header (RFC 9110 §11.4: the scheme of the credentials) in
/// the descriptions of a document.
/// </summary>
internal static partial class AuthorizationWord
{
    private const int MaximumLength = 4000;

    private const string AnyWord = "(?<word>[A-Za-z][A-Za-z0-9_-]{0,30})";

    private const string KnownWord = "(?<word>Bearer|Token|Basic|JWT|Api-?Key|OAuth|SSWS|GenieKey)";

    /// <summary>
    /// Returns the word; empty if the description states that there is none; <see langword="null"/> if it does not
    /// state it, or names several.
    /// </summary>
    public static string? Find(string? description)
    {
        if (string.IsNullOrWhiteSpace(description)) return null;
        var text = description.Length <= MaximumLength ? description : description[..MaximumLength];
        if (Written().Match(text) is { Success: true } written) return written.Groups["word"].Value;
        if (None().IsMatch(text)) return "";
        if (Placeholder().Match(text) is { Success: true } placeholder) return placeholder.Groups["word"].Value;
        if (Quoted().Match(text) is { Success: true } quoted) return quoted.Groups["word"].Value;
        return (Bearer().IsMatch(text), Basic().IsMatch(text)) switch
        {
            (true, false) => "Bearer",
            (false, true) => "Basic",
            _ => null,
        };
    }

    /// <summary>Returns the word that precedes the credential in an example or a pattern.</summary>
    public static string? OfExample(string? example) =>
        example is not null && Example().Match(example) is { Success: true } match ? match.Groups["word"].Value : null;

    /// <summary>Returns the API key of a scheme in the Authorization header.</summary>
    public static ApiKeyAuth ReadKey(string id, Node scheme)
    {
        var word = Find(scheme.Text("description"));
        if (word is null) WarnUndecided(scheme);
        return Key(id, word);
    }

    /// <summary>Returns an API key in the Authorization header after a word, if there is one.</summary>
    public static ApiKeyAuth Key(string id, string? word)
    {
        var value = string.IsNullOrEmpty(word) ? "{key}" : $"{word} {{key}}";
        return ApiKeyAuth.Create(CredentialLocation.Header, "Authorization", value) with { Id = id };
    }

    /// <summary>Warns that the document does not state the word.</summary>
    public static void WarnUndecided(Node node) => node.Warn(
        "The document does not state which word precedes the key in the Authorization header, such as Bearer. "
        + "The key is sent as it is entered.");

    /// <summary>The ids of the API keys whose word is not stated.</summary>
    public static IReadOnlyList<string> UndecidedIds(IEnumerable<AuthMethod> methods) =>
    [
        .. methods.OfType<ApiKeyAuth>()
            .Where(method => method.Placements is [{ In: CredentialLocation.Header, Value: "{key}" } only]
                && only.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                && Find(method.Description) is null)
            .Select(method => method.Id),
    ];

    // Authorization: Token <key>. Before a placeholder, any word is one. Otherwise, only known words are.
    [GeneratedRegex(
        """Authorization["'`]{0,2}\s{0,3}[:=]\s{0,3}["'`“]?(""" + AnyWord + """\s{1,3}["'`]?[<{\[$]|"""
            + KnownWord + """\s{1,3}(?!(is|are|of|for|from|that|to|in|based|auth|authentication|scheme|header)\b)\S)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Written();

    [GeneratedRegex(
        """\b(without|no|not|omit|do not|don't|never)\b[^.\n]{0,60}\b(Bearer|Basic|prefix)\b""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex None();

    [GeneratedRegex(
        @"\b" + KnownWord + """\s{1,3}["'`]?[<{$]""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Placeholder();

    // "Token xyz", or: prefixed with "Token".
    [GeneratedRegex(
        """["'`“]""" + KnownWord + @"\s|prefix[a-z]{0,4}( it| the key| the token| your [a-z ]{1,20})?( is| with| by|:)?"
            + """\s{0,3}["'`“]""" + AnyWord + """\s?["'`”]""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""\bBearer\b""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Bearer();

    [GeneratedRegex(
        """\b(HTTP )?Basic\s{1,3}(auth|access|http|base64|scheme|header)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Basic();

    [GeneratedRegex(
        """^\s{0,3}\^?["'(]?""" + AnyWord + """(\s|\\s)[+*]?\S""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Example();
}

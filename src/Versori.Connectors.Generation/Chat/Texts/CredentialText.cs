using System.Text.RegularExpressions;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// Removes what looks like a credential from a text of a person, before it is stored or sent to a chat client.
/// </summary>
internal static partial class CredentialText
{
    /// <summary>Returns the text without keys, tokens, passwords and private keys.</summary>
    public static string Without(string text)
    {
        text = PrivateKey().Replace(text, Secret.Redacted);
        text = UserInfo().Replace(text, $"${{scheme}}{Secret.Redacted}@");
        text = Scheme().Replace(text, $"${{word}} {Secret.Redacted}");
        text = Named().Replace(text, match => CredentialNames.IsCredential(match.Groups["name"].Value)
            ? match.Groups["head"].Value + Secret.Redacted
            : match.Value);
        text = OpaqueText.Without(text)!;
        return Word().Replace(text, match => OpaqueText.IsToken(match.Value) ? Secret.Redacted : match.Value);
    }

    [GeneratedRegex(
        "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)",
        RegexOptions.Singleline,
        1000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<scheme>\b[a-z][a-z0-9+.-]{1,20}://)[^\s/@]{1,300}@", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UserInfo();

    // "Authorization: Bearer abc", where the value alone would not be recognised.
    [GeneratedRegex(
        @"(?<=authorization[""']?\s{0,3}[:=]\s{0,3}[""']?)(?<word>[A-Za-z][\w-]{1,30}) +[^\s""',;]+",
        RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Scheme();

    // name: value, name=value, "name": "value", "the password is value".
    [GeneratedRegex(
        @"(?<head>(?<name>[A-Za-z][\w.-]{0,60}(?: key| token| secret| password)?)"
            + @"[""']?(?:\s{0,3}[:=]|\s+is)\s{0,3}[""']?)"
            + @"(?<value>[^\s""',;&<>\[]{4,})",
        RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"[^\s""'`,;()<>\[\]=&]{20,}", RegexOptions.None, 1000)]
    private static partial Regex Word();
}

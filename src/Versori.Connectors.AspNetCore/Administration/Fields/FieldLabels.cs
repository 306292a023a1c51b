using System.Text;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>The labels of settings: a text of the language (<c>setting.NAME</c>), else the name as words.</summary>
internal static class FieldLabels
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["url"] = "URL",
        ["id"] = "ID",
        ["http"] = "HTTP",
        ["json"] = "JSON",
        ["jwt"] = "JWT",
        ["pkce"] = "PKCE",
        ["dpop"] = "DPoP",
        ["ql"] = "QL",
        ["saml"] = "SAML",
        ["tls"] = "TLS",
        ["oauth"] = "OAuth",
    };

    // Shown at once; the others are behind "More settings" until they have a value.
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal)
    {
        "id", "title", "description", "baseUrl", "name", "pattern", "default", "required", "allowedValues", "method",
        "path", "summary", "parameters", "grant", "tokenUrl", "authorizationUrl", "issuer", "clientId", "scopes",
        "clientAuthentication", "scheme", "fields", "placements", "region", "service", "algorithm", "keyId", "claims",
        "username", "password", "stringToSign", "signIn", "handler", "signatureMethod", "certificateAuthorities",
        "headers", "checkEndpoint", "deviceAuthorizationUrl",
    };

    public static bool IsUsual(SchemaField field) => field.IsRequired || Usual.Contains(field.Name);

    /// <summary>The label, and whether it is in the page's language.</summary>
    public static (string Text, bool IsTranslated) Of(SchemaField field, ConnectTexts texts) =>
        texts.Find($"setting.{field.Name}") is { } known ? (known, true) : (Split(field.Name), false);

    private static string Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        words.Add(word.ToString());
        var text = string.Join(' ', words.Select(item => Words.GetValueOrDefault(item, item)));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}

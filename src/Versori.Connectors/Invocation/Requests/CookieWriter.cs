using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Writes cookies in the styles <c>form</c> and <c>cookie</c> (OpenAPI 3.2 §4.12.3).</summary>
internal static class CookieWriter
{
    // RFC 6265 §4.1.1: cookie-octet. The percent sign begins an encoded character.
    private static readonly SearchValues<char> Octets =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)
            .Where(character => character != '%' && IsOctet(character))]);

    // The style "cookie" joins the items of a list with commas, which servers accept.
    private static readonly SearchValues<char> Raw =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)
            .Where(character => IsOctet(character) || character is ',' or '"')]);

    /// <summary>
    /// Appends a cookie. Returns the problem with its value, or <see langword="null"/>.
    /// </summary>
    public static string? Append(StringBuilder cookies, ParameterSlot slot, JsonNode value)
    {
        var isRaw = slot.Style == ParameterStyle.Cookie;
        if (slot.ContentType is { } type) value = JsonValue.Create(ParameterWriter.ContentText(type, value));
        List<string> pairs = (value, slot.Explode) switch
        {
            (JsonArray items, true) => [.. ParameterWriter.Texts(items).Select(item => $"{slot.Name}={Encode(item)}")],
            (JsonObject fields, true) => [.. fields
                .Where(field => field.Value is not null)
                .Select(field => $"{EncodeName(field.Key)}={Encode(ArgumentCheck.Text(field.Value))}")],

            // In the form style, a comma is not allowed in a cookie, not even as a delimiter.
            _ => [$"{slot.Name}={ParameterWriter.Join(value, false, isRaw ? "," : "%2C", Encode)}"],
        };
        if (isRaw && pairs.Exists(pair => pair.AsSpan().ContainsAnyExcept(Raw)))
        {
            return "The value has a character that a cookie cannot hold: a space, a semicolon, a backslash, a control "
                + "character or one that is not ASCII. Encode it as the system expects.";
        }

        // RFC 6265 §4.2.1.
        foreach (var pair in pairs) cookies.Append(cookies.Length == 0 ? "" : "; ").Append(pair);
        return null;

        string EncodeName(string text) => isRaw ? text : PercentEncoding.Encode(text);

        string Encode(string text) => isRaw ? text : PercentEncoding.Encode(text, Octets);
    }

    private static bool IsOctet(char character) => character is not ('"' or ',' or ';' or '\\');
}

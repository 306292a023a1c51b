using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes parameters in their style (OpenAPI 3.1 §4.8.12.3 "Style Values", RFC 6570). Delimiters are not encoded. Names
/// and values are encoded, so that a value cannot contain a delimiter.
/// </summary>
internal static class ParameterWriter
{
    // Names come from the definition. Only characters that RFC 3986 §3.4 does not allow are encoded: $top, filter:name.
    private static readonly SearchValues<char> QueryName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/@!$'()*,");

    // RFC 6265 §4.1.1: cookie-octet.
    private static readonly SearchValues<char> CookieOctets =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(IsCookieOctet)]);

    /// <summary>A path parameter (simple, label, matrix).</summary>
    public static string Path(ParameterSlot slot, JsonNode value)
    {
        var name = PercentEncoding.Encode(slot.Name);
        if (slot.ContentType is { } type) return PercentEncoding.Encode(ContentText(type, value));
        if (slot.AllowReserved && slot.Style == ParameterStyle.Simple)
            return Join(value, slot.Explode, ",", EncodeSegments);
        return slot.Style switch
        {
            // RFC 6570 §3.2.5: without explode, only the first delimiter is a dot.
            ParameterStyle.Label => "." + Join(value, slot.Explode, slot.Explode ? "." : ",", PercentEncoding.Encode),

            // RFC 6570 §3.2.7.
            ParameterStyle.Matrix => (value, slot.Explode) switch
            {
                (JsonArray items, true) => string.Concat(
                    Texts(items).Select(item => $";{name}={PercentEncoding.Encode(item)}")),
                (JsonObject, true) => ";" + Join(value, true, ";", PercentEncoding.Encode),
                _ => $";{name}={Join(value, false, ",", PercentEncoding.Encode)}",
            },
            _ => Join(value, slot.Explode, ",", PercentEncoding.Encode),
        };
    }

    /// <summary>A path parameter whose placeholder is in the query of the path.</summary>
    public static string PathInQuery(ParameterSlot slot, JsonNode value) => slot.ContentType is { } type
        ? PercentEncoding.Encode(ContentText(type, value))
        : Join(value, slot.Explode, ",", PercentEncoding.Encode);

    /// <summary>A header parameter (simple). Values of headers are not encoded.</summary>
    public static string Header(ParameterSlot slot, JsonNode value) => slot.ContentType is { } type
        ? ContentText(type, value, asciiOnly: true)
        : Join(value, slot.Explode, ",", text => text);

    /// <summary>Appends a query parameter (form, deepObject, and delimited lists).</summary>
    public static void AppendQuery(StringBuilder query, ParameterSlot slot, JsonNode value)
    {
        var kept = slot.AllowReserved ? PercentEncoding.UnreservedOrReserved : PercentEncoding.Unreserved;
        string Encode(string text) => PercentEncoding.Encode(text, kept);
        var name = PercentEncoding.Encode(slot.Name, QueryName);
        if (slot.ContentType is { } type)
        {
            Append(query, name, Encode(ContentText(type, value)));
            return;
        }

        switch (value, slot.Style)
        {
            case (JsonObject fields, ParameterStyle.DeepObject):
                AppendDeep(query, name, fields, Encode);
                break;
            case (JsonArray items, _) when slot.Explode || slot.Style == ParameterStyle.DeepObject:
                foreach (var item in Texts(items)) Append(query, name, Encode(item));
                break;
            case (JsonObject fields, _) when slot.Explode:
                foreach (var (key, field) in fields)
                    Append(query, PercentEncoding.Encode(key), Encode(ArgumentCheck.Text(field)));
                break;
            default:
                Append(query, name, Join(value, false, Delimiter(slot.Style), Encode));
                break;
        }
    }

    /// <summary>Appends a cookie (form). Characters that are not allowed in a cookie are percent-encoded.</summary>
    public static void AppendCookie(StringBuilder cookies, ParameterSlot slot, JsonNode value)
    {
        static string Encode(string text) => PercentEncoding.Encode(text, CookieOctets);
        if (slot.ContentType is { } type) value = JsonValue.Create(ContentText(type, value));
        var pairs = (value, slot.Explode) switch
        {
            (JsonArray items, true) => Texts(items).Select(item => $"{slot.Name}={Encode(item)}"),
            (JsonObject fields, true) => fields.Select(
                field => $"{PercentEncoding.Encode(field.Key)}={Encode(ArgumentCheck.Text(field.Value))}"),

            // A comma is not allowed in a cookie, not even as a delimiter.
            _ => [$"{slot.Name}={Join(value, false, "%2C", Encode)}"],
        };

        // RFC 6265 §4.2.1.
        foreach (var pair in pairs) cookies.Append(cookies.Length == 0 ? "" : "; ").Append(pair);
    }

    /// <summary>Appends <c>name=value</c>. Both must already be encoded.</summary>
    public static void Append(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);

    // RFC 3986 §3.3: a slash separates two segments. All other reserved characters are encoded as in one segment.
    private static string EncodeSegments(string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? string.Join('/', text.Split('/').Select(PercentEncoding.Encode))
            : PercentEncoding.Encode(text);

    // OpenAPI 3.1 §4.8.12.2: the media type determines how the value is written.
    private static string ContentText(string contentType, JsonNode value, bool asciiOnly = false) =>
        MediaType.Of(contentType) switch
        {
            MediaKind.Json => RequestBodyWriter.ToText(value, asciiOnly),
            MediaKind.Form when value is JsonObject fields => RequestBodyWriter.FormText(fields),
            _ => ArgumentCheck.Text(value),
        };

    private static bool IsCookieOctet(char character) => character is not ('"' or ',' or ';' or '\\');

    // name[key][key]=value. Brackets are encoded, because they are not query characters (RFC 3986 §3.4).
    private static void AppendDeep(StringBuilder query, string name, JsonNode? value, Func<string, string> encode)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (key, field) in fields)
                    AppendDeep(query, $"{name}%5B{PercentEncoding.Encode(key)}%5D", field, encode);
                break;
            case JsonArray items:
                foreach (var item in items) AppendDeep(query, name, item, encode);
                break;
            case not null:
                Append(query, name, encode(ArgumentCheck.Text(value)));
                break;
        }
    }

    private static string Join(JsonNode value, bool explode, string delimiter, Func<string, string> encode)
    {
        var equals = explode ? "=" : delimiter;
        return value switch
        {
            JsonArray items => string.Join(delimiter, Texts(items).Select(encode)),
            JsonObject fields => string.Join(delimiter, fields.Select(Pair)),
            _ => encode(ArgumentCheck.Text(value)),
        };

        string Pair(KeyValuePair<string, JsonNode?> field) =>
            encode(field.Key) + equals + encode(ArgumentCheck.Text(field.Value));
    }

    private static IEnumerable<string> Texts(JsonArray items) =>
        items.Where(item => item is not null).Select(ArgumentCheck.Text);

    // A pipe, a space and a tab are encoded, because they are not URI characters (RFC 3986 §2).
    private static string Delimiter(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.PipeDelimited => "%7C",
        ParameterStyle.TabDelimited => "%09",
        _ => ",",
    };
}

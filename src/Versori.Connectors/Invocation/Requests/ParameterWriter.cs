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

    private static readonly SearchValues<char> ReservedWithoutComma =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$'()*=");

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
                (JsonArray items, true) => string.Concat(Texts(items).Select(item => Matrix(name, item))),
                (JsonObject, true) => ";" + Join(value, true, ";", PercentEncoding.Encode),
                (JsonValue, _) => Matrix(name, ArgumentCheck.Text(value)),
                _ => $";{name}={Join(value, false, ",", PercentEncoding.Encode)}",
            },
            _ => Join(value, slot.Explode, ",", PercentEncoding.Encode),
        };
    }

    // RFC 6570 §3.2.7: without a value, there is no equals sign.
    private static string Matrix(string name, string text) =>
        text.Length == 0 ? $";{name}" : $";{name}={PercentEncoding.Encode(text)}";

    /// <summary>A path parameter whose placeholder is in the query of the path.</summary>
    public static string PathInQuery(ParameterSlot slot, JsonNode value) => slot.ContentType is { } type
        ? PercentEncoding.Encode(ContentText(type, value))
        : Join(value, slot.Explode, ",", PercentEncoding.Encode);

    /// <summary>The name of a query parameter, encoded.</summary>
    public static string EncodeQueryName(string name) => PercentEncoding.Encode(name, QueryName);

    /// <summary>The characters of a value that are not encoded in a query.</summary>
    public static SearchValues<char> KeptInQuery(ParameterSlot slot) =>
        slot.AllowReserved ? PercentEncoding.UnreservedOrReserved : PercentEncoding.Unreserved;

    /// <summary>Appends a query parameter (form, deepObject, and delimited lists).</summary>
    public static void AppendQuery(StringBuilder query, ParameterSlot slot, JsonNode value)
    {
        var kept = KeptInQuery(slot);
        string Encode(string text) => PercentEncoding.Encode(text, kept);
        var name = slot.QueryName;
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
                {
                    if (field is null) continue;
                    Append(query, PercentEncoding.Encode(key), Encode(ArgumentCheck.Text(field)));
                }

                break;
            case (JsonValue, _):
                Append(query, name, Encode(ArgumentCheck.Text(value)));
                break;
            default:
                // A comma in an item is encoded, although it is reserved, because it would separate two items.
                Append(query, name, Join(value, false, Delimiter(slot.Style), text => PercentEncoding.Encode(
                    text, slot.AllowReserved ? ReservedWithoutComma : PercentEncoding.Unreserved)));
                break;
        }
    }

    /// <summary>Appends the parameter that is the whole query (OpenAPI 3.2 §4.12.1).</summary>
    public static void AppendWhole(StringBuilder query, ParameterSlot slot, JsonNode value)
    {
        // A form is a query already. Other content is one encoded text.
        var isForm = slot.ContentType is not { } type || MediaType.Of(type) == MediaKind.Form;
        var text = isForm && value is JsonObject fields
            ? FormBodyWriter.Write(fields)
            : PercentEncoding.Encode(slot.ContentType is { } content
                ? ContentText(content, value)
                : ArgumentCheck.Text(value));
        if (text.Length > 0) query.Append(query.Length == 0 ? "" : "&").Append(text);
    }

    /// <summary>Appends <c>name=value</c>. Both must already be encoded.</summary>
    public static void Append(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);

    // RFC 3986 §3.3: a slash separates two segments. All other reserved characters are encoded as in one segment.
    private static string EncodeSegments(string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? string.Join('/', text.Split('/').Select(PercentEncoding.Encode))
            : PercentEncoding.Encode(text);

    /// <summary>The text of a value in its media type (OpenAPI 3.1 §4.8.12.2).</summary>
    public static string ContentText(string contentType, JsonNode value, bool asciiOnly = false) =>
        MediaType.Of(contentType) switch
        {
            MediaKind.Json => RequestBodyWriter.ToText(value, asciiOnly),
            MediaKind.Form when value is JsonObject fields => FormBodyWriter.Write(fields),
            _ => ArgumentCheck.Text(value),
        };

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

    /// <summary>The items or fields of a value, joined.</summary>
    public static string Join(JsonNode value, bool explode, string delimiter, Func<string, string> encode)
    {
        var equals = explode ? "=" : delimiter;
        return value switch
        {
            JsonArray items => string.Join(delimiter, Texts(items).Select(encode)),
            JsonObject fields => string.Join(delimiter, fields.Where(field => field.Value is not null).Select(Pair)),
            _ => encode(ArgumentCheck.Text(value)),
        };

        string Pair(KeyValuePair<string, JsonNode?> field) =>
            encode(field.Key) + equals + encode(ArgumentCheck.Text(field.Value));
    }

    /// <summary>The texts of the items, without nulls.</summary>
    public static IEnumerable<string> Texts(JsonArray items) =>
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

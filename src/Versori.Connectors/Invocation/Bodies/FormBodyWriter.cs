using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes <c>application/x-www-form-urlencoded</c> (WHATWG URL §5.2). A field with a style is written as a query
/// parameter (OpenAPI 3.1 §4.8.15); other fields as their media type says, by default: lists repeat the field, and
/// objects are JSON.
/// </summary>
internal static class FormBodyWriter
{
    private static readonly IReadOnlyDictionary<string, FieldEncoding> None =
        new Dictionary<string, FieldEncoding>(StringComparer.Ordinal);

    public static string Write(JsonObject fields, IReadOnlyDictionary<string, FieldEncoding>? encoding = null)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (value is null) continue;
            if ((encoding ?? None).TryGetValue(name, out var how) && IsStyled(how)) WriteStyled(form, name, value, how);
            else WriteField(form, name, value, how?.ContentType);
        }

        return form.ToString();
    }

    private static bool IsStyled(FieldEncoding encoding) =>
        encoding.Style is not null || encoding.Explode is not null || encoding.AllowReserved;

    // A form does not need the plus sign for a space, but servers expect %20 to be equivalent.
    private static void WriteStyled(StringBuilder form, string name, JsonNode value, FieldEncoding encoding)
    {
        var slot = new ParameterSlot(
            new()
            {
                Name = name,
                In = ParameterLocation.Query,
                Style = encoding.Style,
                Explode = encoding.Explode,
                AllowReserved = encoding.AllowReserved,
            },
            schema: null);
        ParameterWriter.AppendQuery(form, slot, value);
    }

    private static void WriteField(StringBuilder form, string name, JsonNode value, string? contentType)
    {
        if (contentType is not null && MediaType.Of(FirstOf(contentType)) == MediaKind.Json)
            Append(form, name, RequestBodyWriter.ToText(value, asciiOnly: false));
        else if (value is JsonArray items)
        {
            foreach (var item in items)
            {
                if (item is not null) Append(form, name, TextOf(item));
            }
        }
        else Append(form, name, TextOf(value));
    }

    /// <summary>The first of several media types.</summary>
    public static string FirstOf(string contentTypes) => contentTypes.Split(',')[0].Trim();

    private static string TextOf(JsonNode value) => value is JsonValue
        ? ArgumentCheck.Text(value)
        : RequestBodyWriter.ToText(value, asciiOnly: false);

    private static void Append(StringBuilder form, string name, string value) =>
        ParameterWriter.Append(form, Encode(name), Encode(value));

    private static string Encode(string text) =>
        PercentEncoding.Encode(text).Replace("%20", "+", StringComparison.Ordinal);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>
/// Fills the templates of a request, each value encoded for its position. What uses an optional value that was not
/// given is left out: a query parameter, a header, a field of a form, a member of JSON.
/// </summary>
internal static class SessionRequestFactory
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Create(SessionRequest definition, SessionValues values)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(definition.Method), Url(definition, values));
        try
        {
            if (definition.Body is { } body) request.Content = Content(body, values);
            foreach (var (name, template) in definition.Headers)
            {
                if (values.Fill(template, TemplatePosition.HeaderValue) is not { } value) continue;
                if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is not { } content) continue;
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }

            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private static Uri Url(SessionRequest definition, SessionValues values)
    {
        var url = UrlTemplate.Parse(definition.Url).Fill(values.All);
        if (definition.Query.Count == 0) return url;
        var query = Pairs(definition.Query, values, Uri.EscapeDataString);
        if (query.Length == 0) return url;
        return new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query}&{query}" : query }.Uri;
    }

    private static ByteArrayContent Content(SessionRequestBody body, SessionValues values)
    {
        var (bytes, type) = body switch
        {
            { Json: { } json } => (Json(json, values), "application/json"),
            { Form: { } form } => (Encoding.UTF8.GetBytes(Pairs(form, values, FormUrlEncoding.Encode)), "application/x-www-form-urlencoded"),
            { Xml: { } xml } => (Encoding.UTF8.GetBytes(TextTemplate.Parse(xml).Fill(values.All, TemplatePosition.XmlText)), "text/xml; charset=utf-8"),
            _ => (Encoding.UTF8.GetBytes(TextTemplate.Parse(body.Text ?? "").Fill(values.All, TemplatePosition.Raw)), "text/plain; charset=utf-8"),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType ?? type);
        return content;
    }

    // Filled first and encoded as a whole: the author's text around a value needs it as much as the value.
    private static string Pairs(IReadOnlyDictionary<string, string> pairs, SessionValues values, Func<string, string> encode) =>
        string.Join('&', pairs
            .Select(pair => (pair.Key, Value: values.Fill(pair.Value, TemplatePosition.Raw)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{encode(pair.Key)}={encode(pair.Value!)}"));

    private static byte[] Json(JsonFragment fragment, SessionValues values)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions)) Write(writer, fragment.Root, values);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, SessionValues values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    if (IsLeftOut(member.Value, values)) continue;
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, values);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(item => !IsLeftOut(item, values))) Write(writer, item, values);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextTemplate.Parse(JsonPointer.Scalar(value) ?? "").Fill(values.All, TemplatePosition.Raw));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsLeftOut(JsonElement value, SessionValues values) =>
        value.ValueKind == JsonValueKind.String && values.Fill(JsonPointer.Scalar(value) ?? "", TemplatePosition.Raw) is null;
}

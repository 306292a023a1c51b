using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>
/// Fills the expressions of a request and encodes each value for its position. A query parameter, header, form field or
/// JSON member that uses an optional value that was not given is left out.
/// </summary>
internal static class SessionRequestFactory
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static HttpRequestMessage Create(AuthRequest definition, SessionValues values)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(definition.Method), Url(definition, values));
        try
        {
            if (definition.Body is { } body) request.Content = Content(body, values);
            foreach (var (name, expression) in definition.Headers)
            {
                // As in calls, a header with an empty value is not sent.
                if (values.Fill(expression, ValuePosition.HeaderValue) is { Length: > 0 } value)
                    AddHeader(request, name, value);
            }

            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private static Uri Url(AuthRequest definition, SessionValues values)
    {
        var url = UrlExpression.Parse(definition.Url).Evaluate(values.All);
        if (definition.Query.Count == 0) return url;
        var query = Pairs(definition.Query, values, Uri.EscapeDataString);
        if (query.Length == 0) return url;
        return new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query}&{query}" : query }.Uri;
    }

    private static void AddHeader(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is not { } content) return;
        content.Headers.Remove(name);
        content.Headers.TryAddWithoutValidation(name, value);
    }

    private static ByteArrayContent Content(AuthRequestBody body, SessionValues values)
    {
        var (bytes, type) = body switch
        {
            { Json: { } json } => (Json(json, values), "application/json"),
            { Form: { } form } => (
                Encoding.UTF8.GetBytes(Pairs(form, values, FormUrlEncoding.Encode)),
                "application/x-www-form-urlencoded"),
            { Xml: { } xml } => (FilledBytes(xml, values, ValuePosition.XmlText), "text/xml; charset=utf-8"),
            _ => (FilledBytes(body.Text ?? "", values, ValuePosition.Raw), "text/plain; charset=utf-8"),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType ?? type);
        return content;
    }

    private static byte[] FilledBytes(string expression, SessionValues values, ValuePosition position) =>
        Encoding.UTF8.GetBytes(TextExpression.Parse(expression).Evaluate(values.All, position));

    // Encode the filled text as a whole: the definition's text around a value needs encoding too.
    private static string Pairs(
        IReadOnlyDictionary<string, string> pairs, SessionValues values, Func<string, string> encode) =>
        string.Join('&', pairs
            .Select(pair => (pair.Key, Value: values.Fill(pair.Value, ValuePosition.Raw)))
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
                foreach (var item in value.EnumerateArray().Where(item => !IsLeftOut(item, values)))
                {
                    Write(writer, item, values);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                var expression = TextExpression.Parse(JsonPointer.Scalar(value) ?? "");
                writer.WriteStringValue(expression.Evaluate(values.All, ValuePosition.Raw));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsLeftOut(JsonElement value, SessionValues values) =>
        value.ValueKind == JsonValueKind.String
        && values.Fill(JsonPointer.Scalar(value) ?? "", ValuePosition.Raw) is null;
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Sets one field of a form or JSON body. The other fields keep the text that the caller wrote.</summary>
internal static class RequestBodyFields
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Sets a field, and replaces fields of the same name. A request without a body gets a form, if its method allows
    /// one.
    /// </summary>
    public static async ValueTask SetAsync(
        HttpRequestMessage request, string name, string value, CancellationToken cancellationToken)
    {
        if (request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head))
        {
            throw Unsuitable(
                $"The credential is sent in the body as '{name}', but a {request.Method} request has no body. "
                + "Use an endpoint with a body, also as the check endpoint.",
                name);
        }

        var bytes = await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Replace(request, IsJson(request.Content, name) ? EditJson(bytes, name, value) : EditForm(bytes, name, value));
    }

    /// <summary>
    /// Removes a field. Content that <see cref="SetAsync"/> replaced is in memory, so this is synchronous.
    /// </summary>
    public static void Remove(HttpRequestMessage request, string name)
    {
        if (request.Content is not EditedContent edited) return;
        var bytes = edited.Bytes;
        Replace(request, IsJson(edited, name) ? EditJson(bytes, name, null) : EditForm(bytes, name, null));
    }

    private static bool IsJson(HttpContent? content, string name)
    {
        var type = content?.Headers.ContentType?.MediaType ?? Form;
        if (type.Equals(Form, StringComparison.OrdinalIgnoreCase)) return false;
        var isJson = type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        return isJson
            ? true
            : throw Unsuitable(
                $"The credential is sent in the body as '{name}'. The body must be a form or JSON, but it is '{type}'.",
                name);
    }

    private static byte[] EditForm(byte[] bytes, string name, string? value)
    {
        var pairs = Encoding.UTF8.GetString(bytes).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' ')) != name);
        if (value is not null) pairs = pairs.Append($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        return Encoding.UTF8.GetBytes(string.Join('&', pairs));
    }

    // Values are copied as raw text, so that numbers keep all their digits.
    private static byte[] EditJson(byte[] bytes, string name, string? value)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Unsuitable(
                    $"The credential is sent in the body as '{name}', but the JSON of the body is not an object.",
                    name);
            }

            if (name.StartsWith('/')) return EditNested(document.RootElement, name, value);
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, Relaxed))
            {
                json.WriteStartObject();
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    if (property.Name == name) continue;
                    json.WritePropertyName(property.Name);
                    json.WriteRawValue(property.Value.GetRawText());
                }

                if (value is not null) json.WriteString(name, value);
                json.WriteEndObject();
            }

            return buffer.WrittenSpan.ToArray();
        }
        catch (JsonException)
        {
            throw Unsuitable(
                $"The credential is sent in the body as '{name}', but the body is not valid JSON.",
                name);
        }
    }

    // Objects on the path to the field are created if they are missing.
    private static byte[] EditNested(JsonElement root, string pointer, string? value)
    {
        var top = JsonObject.Create(root)!;
        var names = JsonPointer.Tokens(pointer).ToArray();
        var parent = top;
        foreach (var name in names[..^1])
        {
            if (parent[name] is null && value is null) return ToBytes(top);
            parent[name] ??= new JsonObject();
            parent = parent[name] as JsonObject ?? throw Unsuitable(
                $"The credential is sent in the body as '{pointer}', but '{name}' in the JSON is not an object.",
                pointer);
        }

        if (value is null) parent.Remove(names[^1]);
        else parent[names[^1]] = value;
        return ToBytes(top);
    }

    private static byte[] ToBytes(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed)) json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Replace(HttpRequestMessage request, byte[] bytes)
    {
        var content = new EditedContent(bytes, request.Content);
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        if (content.Headers.ContentType is null) content.Headers.TryAddWithoutValidation("Content-Type", Form);
        request.Content = content;
    }

    private static ConnectorException Unsuitable(string message, string name) =>
        new(new ConnectorError { Code = ConnectorErrorCode.InvalidArgument, Message = message, Location = name });

    /// <summary>The edited content. Disposing of it disposes of the original content too.</summary>
    private sealed class EditedContent(byte[] bytes, HttpContent? original) : ByteArrayContent(bytes)
    {
        public byte[] Bytes { get; } = bytes;

        protected override void Dispose(bool disposing)
        {
            if (disposing) original?.Dispose();
            base.Dispose(disposing);
        }
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Sets one field of a form or JSON body, and leaves the others as they were written.</summary>
internal static class BodyFields
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sets a field in place of those of its name. A request that has no body and can have one gets a form.</summary>
    public static async ValueTask SetAsync(HttpRequestMessage request, string name, string value, CancellationToken cancellationToken)
    {
        if (request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head))
        {
            throw Unsuitable($"The credential goes into the body as '{name}', and a {request.Method} request has none. Use an endpoint with a body; as check endpoint, too.", name);
        }

        var bytes = await SignedContent.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Replace(request, IsJson(request.Content, name) ? Json(bytes, name, value) : FormBytes(bytes, name, value));
    }

    /// <summary>Takes a field out again. Content that was set is in memory, so nothing has to be waited for.</summary>
    public static void Remove(HttpRequestMessage request, string name)
    {
        if (request.Content is not EditedContent edited) return;
        var bytes = edited.Bytes;
        Replace(request, IsJson(edited, name) ? Json(bytes, name, null) : FormBytes(bytes, name, null));
    }

    private static bool IsJson(HttpContent? content, string name)
    {
        var type = content?.Headers.ContentType?.MediaType ?? Form;
        if (type.Equals(Form, StringComparison.OrdinalIgnoreCase)) return false;
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw Unsuitable($"The credential goes into the body as '{name}', which has to be a form or JSON and is '{type}'.", name);
    }

    private static byte[] FormBytes(byte[] bytes, string name, string? value)
    {
        var pairs = Encoding.UTF8.GetString(bytes).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' ')) != name);
        if (value is not null) pairs = pairs.Append($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        return Encoding.UTF8.GetBytes(string.Join('&', pairs));
    }

    // Values are copied as they were written, so that numbers keep all their digits.
    private static byte[] Json(byte[] bytes, string name, string? value)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Unsuitable($"The credential goes into the body as '{name}', and the JSON is no object.", name);
            if (name.StartsWith('/')) return Nested(document.RootElement, name, value);
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, Relaxed))
            {
                json.WriteStartObject();
                foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Name != name))
                {
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
            throw Unsuitable($"The credential goes into the body as '{name}', and the body is not the JSON that it says it is.", name);
        }
    }

    // What is on the way to the field is made where it is missing.
    private static byte[] Nested(JsonElement root, string pointer, string? value)
    {
        var top = JsonObject.Create(root)!;
        var names = JsonPointer.Tokens(pointer).ToArray();
        var parent = top;
        foreach (var name in names[..^1])
        {
            if (parent[name] is null && value is null) return Written(top);
            parent[name] ??= new JsonObject();
            parent = parent[name] as JsonObject ?? throw Unsuitable($"The credential goes into the body as '{pointer}', and '{name}' of the JSON is no object.", pointer);
        }

        if (value is null) parent.Remove(names[^1]);
        else parent[names[^1]] = value;
        return Written(top);
    }

    private static byte[] Written(JsonObject json)
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
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) content.Headers.TryAddWithoutValidation(name, values);
        }

        if (content.Headers.ContentType is null) content.Headers.TryAddWithoutValidation("Content-Type", Form);
        request.Content = content;
    }

    private static ConnectorException Unsuitable(string message, string name) =>
        new(new ConnectorError { Code = ConnectorErrorCode.InvalidArgument, Message = message, Location = name });

    /// <summary>What a body became; whoever disposes of it disposes of what it was.</summary>
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

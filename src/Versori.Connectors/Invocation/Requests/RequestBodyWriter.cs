using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Writes the body of a request. Content is held in memory, so that it can be sent again, whenever it is given so.</summary>
internal static class RequestBodyWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The content, or <see langword="null"/> with what is wrong.</summary>
    /// <param name="contentType">The media type it is sent as.</param>
    /// <param name="body">The body as it was given.</param>
    /// <param name="schema">What is known of it.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    public static HttpContent? Write(string contentType, object body, SchemaView? schema, ref string? problem)
    {
        if (Own(contentType, body) is { } own) return own;
        switch (MediaType.Of(contentType))
        {
            case MediaKind.Json:
                var node = ArgumentConverter.ToNode(body, schema, ref problem);
                problem ??= node is JsonValue && schema is { Types: ["object"] } ? "It takes an object. Give a dictionary or a JSON object." : null;
                return problem is null ? Bytes(ToUtf8(node), contentType is "" or "*/*" ? "application/json" : contentType) : null;
            case MediaKind.Form:
                return WriteForm(contentType, body, schema, ref problem);
            case MediaKind.Multipart:
                return MultipartBodyWriter.Write(contentType, body, schema, ref problem);
            default:
                return WriteText(contentType, body, ref problem);
        }
    }

    /// <summary>JSON as UTF-8.</summary>
    public static byte[] ToUtf8(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Content with a media type.</summary>
    public static HttpContent Bytes(byte[] bytes, string contentType) => Typed(new ByteArrayContent(bytes), contentType);

    /// <summary>What is content by itself; <see langword="null"/> for a value.</summary>
    public static HttpContent? Own(string contentType, object value) => value switch
    {
        HttpContent content => content.Headers.ContentType is null && content is not MultipartContent ? Typed(content, contentType) : content,
        byte[] bytes => Bytes(bytes, contentType),
        ReadOnlyMemory<byte> memory => Typed(new ReadOnlyMemoryContent(memory), contentType),

        // A memory stream is read again as often as needed.
        MemoryStream memory when memory.TryGetBuffer(out var buffer) =>
            Typed(new ByteArrayContent(buffer.Array!, buffer.Offset + (int)memory.Position, buffer.Count - (int)memory.Position), contentType),
        Stream stream => Typed(new StreamContent(stream), contentType),
        _ => null,
    };

    /// <summary>The fields of a body that has some, as they were given.</summary>
    public static IEnumerable<KeyValuePair<string, object?>>? Fields(object body) => body switch
    {
        IEnumerable<KeyValuePair<string, object?>> fields => fields,
        JsonObject fields => fields.Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)),
        JsonElement { ValueKind: JsonValueKind.Object } element => element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
        _ => ArgumentConverter.Entries(body),
    };

    // The caller's media type may be malformed; it comes from a definition and is sent as it is.
    private static HttpContent Typed(HttpContent content, string contentType)
    {
        if (contentType.Length > 0 && !contentType.Contains('*', StringComparison.Ordinal)) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    // WHATWG URL §5.2. Nested objects are written name[key], lists as repeated names.
    private static HttpContent? WriteForm(string contentType, object body, SchemaView? schema, ref string? problem)
    {
        if (body is string text) return Bytes(Encoding.UTF8.GetBytes(text), contentType);
        if (ArgumentConverter.ToNode(body, schema, ref problem) is not JsonObject fields)
        {
            problem ??= "A form takes fields. Give a dictionary or a JSON object.";
            return null;
        }

        var form = new StringBuilder();
        foreach (var (name, value) in fields) AppendForm(form, name, value);
        return problem is null ? Bytes(Encoding.UTF8.GetBytes(form.ToString()), contentType) : null;
    }

    private static void AppendForm(StringBuilder form, string name, JsonNode? value)
    {
        switch (value)
        {
            case null:
                break;
            case JsonObject fields:
                foreach (var (key, field) in fields) AppendForm(form, $"{name}[{key}]", field);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++) AppendForm(form, items[i] is JsonObject or JsonArray ? $"{name}[{i}]" : name, items[i]);
                break;
            default:
                ParameterWriter.Append(form, EncodeForm(name), EncodeForm(ArgumentCheck.Text(value)));
                break;
        }
    }

    private static string EncodeForm(string text) => PercentEncoding.Encode(text).Replace("%20", "+", StringComparison.Ordinal);

    private static HttpContent? WriteText(string contentType, object body, ref string? problem)
    {
        var text = body as string;
        if (text is null)
        {
            if (ArgumentConverter.ToNode(body, null, ref problem) is JsonValue scalar) text = ArgumentCheck.Text(scalar);
            else problem ??= $"A body of type {contentType} is text or bytes. Give a string, bytes or a stream.";
        }

        if (problem is not null) return null;

        // RFC 9110 §8.3.2: text says its encoding.
        var type = contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
            ? $"{contentType}; charset=utf-8"
            : contentType;
        return Bytes(Encoding.UTF8.GetBytes(text!), type);
    }
}

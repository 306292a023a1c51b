using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes the body of a request. A body that is passed in memory stays in memory, so that it can be sent again.
/// </summary>
internal static class RequestBodyWriter
{
    /// <summary>Escapes what RFC 8259 §7 requires, and little else.</summary>
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the content, or <see langword="null"/> and a problem.</summary>
    /// <param name="target">The media type of the content.</param>
    /// <param name="body">The body as the caller passed it.</param>
    /// <param name="node">The body as JSON, if it was converted already.</param>
    /// <param name="problem">The problem with the body, if there is one.</param>
    public static HttpContent? Write(BodyContent target, object body, JsonNode? node, ref string? problem)
    {
        if (AsContent(target.ContentType, body) is { } content) return content;
        if (body is IAsyncEnumerable<object?> items) return WriteItems(target, items, ref problem);
        switch (target.Kind)
        {
            case MediaKind.Json:
                return Json(ToUtf8(node), target);
            case MediaKind.Form:
                return WriteForm(target, body, node, ref problem);
            case MediaKind.Multipart:
                return MultipartBodyWriter.Write(target, body, ref problem);
            case MediaKind.JsonLines or MediaKind.JsonSequence when body is not string:
                return Bytes(SequenceContent.Write(node as JsonArray ?? [node], target.Kind), target.ContentType);
            case MediaKind.Xml when node is not null:
                var xml = XmlBodyWriter.Write(node, target.View, ref problem);
                return problem is null ? WriteText(target.ContentType, xml!, ref problem) : null;
            default:
                return WriteText(target.ContentType, body, ref problem);
        }
    }

    /// <summary>Returns JSON as UTF-8.</summary>
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

    /// <summary>Returns JSON as text.</summary>
    /// <param name="node">The JSON.</param>
    /// <param name="asciiOnly">Whether other characters are written as <c>\u</c> sequences (RFC 8259 §7).</param>
    public static string ToText(JsonNode node, bool asciiOnly)
    {
        var text = Encoding.UTF8.GetString(ToUtf8(node));
        return asciiOnly && !Ascii.IsValid(text) ? node.ToJsonString() : text;
    }

    /// <summary>Returns JSON as content.</summary>
    public static HttpContent Json(byte[] bytes, BodyContent target) =>
        Bytes(bytes, target.ContentType is "" or "*/*" ? "application/json" : target.ContentType);

    /// <summary>Returns content with a media type. The bytes must not be changed afterwards.</summary>
    public static HttpContent Bytes(byte[] bytes, string contentType) =>
        Typed(new WrittenContent(bytes), contentType);

    /// <summary>Returns bytes, a stream or content as content, or <see langword="null"/> for any other value.</summary>
    public static HttpContent? AsContent(string contentType, object value) => value switch
    {
        HttpContent { Headers.ContentType: null } content and not MultipartContent => Typed(content, contentType),
        HttpContent content => content,
        byte[] bytes => Typed(new ByteArrayContent(bytes), contentType),
        ReadOnlyMemory<byte> memory => Typed(new ReadOnlyMemoryContent(memory), contentType),

        // The buffer of a memory stream can be sent several times.
        MemoryStream memory when memory.TryGetBuffer(out var buffer) =>
            Typed(Remaining(buffer, (int)memory.Position), contentType),
        Stream stream => Typed(new StreamContent(stream), contentType),
        FilePart file => AsContent(file.ContentType ?? contentType, file.Content),
        XNode xml => Typed(new StringContent(XmlBodyWriter.Text(xml)), contentType, replaces: true),
        _ => null,
    };

    /// <summary>
    /// The fields of a body as the caller passed them, or <see langword="null"/> if the body has no fields.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, object?>>? Fields(object body) => body switch
    {
        IEnumerable<KeyValuePair<string, object?>> fields => fields,
        JsonObject fields => fields.Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)),
        JsonElement { ValueKind: JsonValueKind.Object } element => element
            .EnumerateObject()
            .Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
        _ => ArgumentConverter.Entries(body),
    };

    private static ByteArrayContent Remaining(ArraySegment<byte> buffer, int position) =>
        new(buffer.Array!, buffer.Offset + position, buffer.Count - position);

    // The media type comes from a definition. It may be malformed, and is sent as it is.
    private static HttpContent Typed(HttpContent content, string contentType, bool replaces = false)
    {
        if (replaces) content.Headers.Remove("Content-Type");
        if (contentType.Length > 0 && !contentType.Contains('*', StringComparison.Ordinal))
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    private static HttpContent? WriteForm(BodyContent target, object body, JsonNode? node, ref string? problem)
    {
        if (body is string text) return Bytes(Encoding.UTF8.GetBytes(text), target.ContentType);
        if (node is JsonObject fields)
            return Bytes(Encoding.UTF8.GetBytes(FormBodyWriter.Write(fields, target.Encoding)), target.ContentType);
        problem ??= "A form consists of fields. Pass a dictionary or a JSON object.";
        return null;
    }

    private static HttpContent? WriteItems(BodyContent target, IAsyncEnumerable<object?> items, ref string? problem)
    {
        if (target.Kind is MediaKind.JsonLines or MediaKind.JsonSequence)
            return Typed(new SequenceContent(items, target.Kind), target.ContentType);
        problem = $"A body of type {target.ContentType} is no sequence of items. Pass a list.";
        return null;
    }

    private static HttpContent? WriteText(string contentType, object body, ref string? problem)
    {
        var text = body as string;
        if (text is null)
        {
            if (ArgumentConverter.ToNode(body, null, ref problem) is JsonValue scalar)
                text = ArgumentCheck.Text(scalar);
            else problem ??= $"A body of type {contentType} must be text or bytes. Pass a string, bytes or a stream.";
        }

        if (problem is not null) return null;

        // RFC 9110 §8.3.2: the media type of text states the encoding.
        var needsCharset = contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            && !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase);
        return Bytes(Encoding.UTF8.GetBytes(text!), needsCharset ? $"{contentType}; charset=utf-8" : contentType);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes <c>multipart/form-data</c> (RFC 7578): bytes and streams as files, scalars as text, all other values as JSON.
/// </summary>
internal static class MultipartBodyWriter
{
    public static HttpContent? Write(string contentType, object body, SchemaView? schema, ref string? problem)
    {
        if (RequestBodyWriter.Fields(body) is not { } fields)
        {
            problem = $"A body of type {contentType} consists of fields. Pass a dictionary or a JSON object.";
            return null;
        }

        // RFC 7578 §5.1: names are encoded as UTF-8.
        var subtype = contentType.Split(';')[0].Trim()["multipart/".Length..];
        var content = new MultipartContent(subtype, $"----versori-{RandomValues.Uuid():N}")
        {
            HeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        foreach (var (name, value) in fields)
        {
            // RFC 7578 §4.3: each item of a list is a separate part.
            var values = value switch
            {
                null => [],
                string => [value],
                _ when ArgumentConverter.IsContent(value) || RequestBodyWriter.Fields(value) is not null => [value],
                JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Cast<object?>(),
                System.Collections.IEnumerable items => items.Cast<object?>(),
                _ => [value],
            };
            foreach (var part in values.OfType<object>())
            {
                if (Part(name, part, schema?.Property(name), ref problem) is { } written) content.Add(written);
            }
        }

        if (problem is null) return content;
        content.Dispose();
        return null;
    }

    private static HttpContent? Part(string name, object value, SchemaView? schema, ref string? problem)
    {
        var disposition = $"form-data; name=\"{Escape(name)}\"";
        if (RequestBodyWriter.AsContent("application/octet-stream", value) is { } file)
        {
            var fileName = value is FileStream stream ? Path.GetFileName(stream.Name) : name;
            if (value is not HttpContent) disposition += $"; filename=\"{Escape(fileName)}\"";
            if (file.Headers.ContentDisposition is null)
                file.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
            return file;
        }

        var node = ArgumentConverter.ToNode(value, schema, ref problem);
        if (problem is not null || node is null) return null;
        var content = node is JsonValue
            ? RequestBodyWriter.Bytes(Encoding.UTF8.GetBytes(ArgumentCheck.Text(node)), "text/plain; charset=utf-8")
            : RequestBodyWriter.Bytes(RequestBodyWriter.ToUtf8(node), "application/json");
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return content;
    }

    // WHATWG HTML §4.10.21.8: characters that would end the name are percent-encoded.
    private static string Escape(string name) => string.Concat(name.Select(character => character switch
    {
        '"' => "%22",
        _ when char.IsControl(character) => Uri.HexEscape(character <= 0xFF ? character : '?'),
        _ => character.ToString(),
    }));
}

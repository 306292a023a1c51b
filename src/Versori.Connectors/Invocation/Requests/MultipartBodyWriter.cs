using System.Text;
using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes <c>multipart/form-data</c> (RFC 7578): bytes and streams as files, scalars as text, all other values as JSON,
/// unless the definition names another media type (OpenAPI 3.1 §4.8.15).
/// </summary>
internal static class MultipartBodyWriter
{
    private const string Binary = "application/octet-stream";

    public static HttpContent? Write(BodyContent target, object body, ref string? problem)
    {
        if (RequestBodyWriter.Fields(body) is not { } fields)
        {
            problem = $"A body of type {target.ContentType} consists of fields. Pass a dictionary or a JSON object.";
            return null;
        }

        // RFC 7578 §5.1: names are encoded as UTF-8.
        var subtype = target.ContentType.Split(';')[0].Trim()["multipart/".Length..];
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
            target.Encoding.TryGetValue(name, out var encoding);
            var declared = encoding?.ContentType is { } types ? FormBodyWriter.FirstOf(types) : null;
            foreach (var part in values.OfType<object>())
            {
                if (Part(name, part, target.View?.Property(name), declared, ref problem) is { } written)
                    content.Add(written);
            }
        }

        if (problem is null) return content;
        content.Dispose();
        return null;
    }

    private static HttpContent? Part(
        string name, object value, SchemaView? schema, string? declared, ref string? problem)
    {
        var disposition = $"form-data; name=\"{Escape(name)}\"";
        if (value is FilePart part) return File(name, part, disposition, declared, ref problem);
        if (RequestBodyWriter.AsContent(TypeOfFile(declared), value) is { } file)
        {
            var fileName = value is FileStream stream ? Path.GetFileName(stream.Name) : name;
            if (value is not HttpContent) disposition += $"; filename=\"{Escape(fileName)}\"";
            if (file.Headers.ContentDisposition is null)
                file.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
            return file;
        }

        var node = ArgumentConverter.ToNode(value, schema, ref problem);
        if (problem is not null || node is null) return null;
        var isText = declared is null
            ? node is System.Text.Json.Nodes.JsonValue
            : MediaType.Of(declared) != MediaKind.Json && node is System.Text.Json.Nodes.JsonValue;
        var type = declared is null || declared.Contains('*', StringComparison.Ordinal)
            ? isText ? "text/plain; charset=utf-8" : "application/json"
            : declared;
        var content = isText
            ? RequestBodyWriter.Bytes(Encoding.UTF8.GetBytes(ArgumentCheck.Text(node)), type)
            : RequestBodyWriter.Bytes(RequestBodyWriter.ToUtf8(node), type);
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return content;
    }

    private static HttpContent? File(
        string name, FilePart part, string disposition, string? declared, ref string? problem)
    {
        foreach (var (header, value) in part.Headers)
        {
            if (HttpTokenSyntax.IsToken(header) && PositionEncoder.HeaderProblem(value) is null) continue;
            problem = "A header of the part has a name or a value that HTTP does not allow.";
            return null;
        }

        if (part.ContentType is { } own && PositionEncoder.HeaderProblem(own) is not null)
        {
            problem = "The media type of the part has characters that HTTP does not allow.";
            return null;
        }

        var content = RequestBodyWriter.AsContent(part.ContentType ?? TypeOfFile(declared), part.Content)!;
        var fileName = part.FileName
            ?? (part.Content is FileStream stream ? Path.GetFileName(stream.Name) : name);
        content.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"{disposition}; filename=\"{Escape(fileName)}\"");
        foreach (var (header, value) in part.Headers)
        {
            content.Headers.Remove(header);
            content.Headers.TryAddWithoutValidation(header, value);
        }

        return content;
    }

    private static string TypeOfFile(string? declared) =>
        declared is null || declared.Contains('*', StringComparison.Ordinal) ? Binary : declared;

    // WHATWG HTML §4.10.21.8: characters that would end the name are percent-encoded.
    private static string Escape(string name) => string.Concat(name.Select(character => character switch
    {
        '"' => "%22",
        _ when char.IsControl(character) => Uri.HexEscape(character <= 0xFF ? character : '?'),
        _ => character.ToString(),
    }));
}

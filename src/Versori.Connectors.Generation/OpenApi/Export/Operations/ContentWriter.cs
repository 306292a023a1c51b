using System.Text.Json;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Writes request bodies and responses (OpenAPI 3.1 §4.8.13, §4.8.16).</summary>
internal sealed partial class ContentWriter(Utf8JsonWriter writer, SchemaWriter schemas, ExportErrors errors)
{
    public void WriteBody(EndpointRequestBody body, string pointer)
    {
        writer.WriteStartObject("requestBody");
        if (body.Description is { } description) writer.WriteString("description", description);
        WriteContent(MediaContent.Of(body), $"{pointer}/requestBody");
        if (body.Required) writer.WriteBoolean("required", true);
        writer.WriteEndObject();
    }

    public void WriteResponses(IReadOnlyList<EndpointResponse> responses, string pointer)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartObject("responses");
        foreach (var (index, response) in responses.Index())
        {
            var place = $"{pointer}/responses/{index}";
            var status = response.Status.Trim();
            if (Range().IsMatch(status)) status = status.ToUpperInvariant();
            if ((status != "default" && !Status().IsMatch(status)) || !written.Add(status))
            {
                errors.Add(
                    $"{place}/status",
                    $"'{response.Status}' is not a status code, or not the only one. It is left out.");
                continue;
            }

            writer.WriteStartObject(status);
            writer.WriteString("description", response.Description ?? "");
            if (MediaContent.Of(response).ToList() is { Count: > 0 } contents) WriteContent(contents, place);
            writer.WriteEndObject();
        }

        // §4.8.16 requires at least one response.
        if (written.Count == 0) WriteNoResponse();
        writer.WriteEndObject();
    }

    private void WriteNoResponse()
    {
        writer.WriteStartObject("default");
        writer.WriteString("description", "");
        writer.WriteBoolean(ExtensionNames.NoResponse, true);
        writer.WriteEndObject();
    }

    private void WriteContent(IEnumerable<EndpointContent> contents, string pointer)
    {
        writer.WriteStartObject("content");
        foreach (var content in contents)
        {
            writer.WriteStartObject(content.ContentType);
            WriteSchema("schema", content.Schema, $"{pointer}/schema");
            WriteSchema(ExtensionNames.ItemSchema, content.ItemSchema, $"{pointer}/itemSchema");
            if (content.Encoding.Count > 0) WriteEncoding(content.Encoding, pointer);
            if (content.Example is { } example)
            {
                writer.WritePropertyName("example");
                example.Root.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteSchema(string name, JsonSchema? schema, string pointer)
    {
        if (schema is null) return;
        writer.WritePropertyName(name);
        schemas.Write(schema.Root, pointer);
    }

    // §4.8.15.
    private void WriteEncoding(IReadOnlyDictionary<string, FieldEncoding> encoding, string pointer)
    {
        writer.WriteStartObject("encoding");
        foreach (var (name, field) in encoding)
        {
            writer.WriteStartObject(name);
            if (field.ContentType is { } contentType) writer.WriteString("contentType", contentType);
            if (field.Style is { } style) WriteStyle(style, name, pointer);
            if (field.Explode is { } explode) writer.WriteBoolean("explode", explode);
            if (field.AllowReserved) writer.WriteBoolean("allowReserved", true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteStyle(ParameterStyle style, string name, string pointer)
    {
        if (ParameterStyles.IsAllowed(style, ParameterLocation.Query))
        {
            writer.WriteString("style", ParameterStyles.Text(style));
            return;
        }

        errors.Add($"{pointer}/encoding", $"OpenAPI 3.1 does not have the style of the field '{name}'.");
        writer.WriteStartObject(ExtensionNames.Parameter);
        writer.WriteString("style", ParameterStyles.Text(style));
        writer.WriteEndObject();
    }

    [GeneratedRegex("^[1-5]([0-9][0-9]|XX)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status();

    [GeneratedRegex("^[1-5]xx$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Range();
}

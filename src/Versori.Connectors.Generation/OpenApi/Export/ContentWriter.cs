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
                    $"{place}/status", $"'{response.Status}' is not a status code, or not the only one. It is left out.");
                continue;
            }

            writer.WriteStartObject(status);
            writer.WriteString("description", response.Description ?? "");
            if (MediaContent.Of(response) is { Count: > 0 } contents) WriteContent(contents, place);
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

    private void WriteContent(IReadOnlyList<MediaContent> contents, string pointer)
    {
        writer.WriteStartObject("content");
        foreach (var content in contents)
        {
            writer.WriteStartObject(content.ContentType);
            if (content.Schema is { } schema)
            {
                writer.WritePropertyName("schema");
                schemas.Write(schema.Root, $"{pointer}/schema");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    [GeneratedRegex("^[1-5]([0-9][0-9]|XX)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status();

    [GeneratedRegex("^[1-5]xx$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Range();
}

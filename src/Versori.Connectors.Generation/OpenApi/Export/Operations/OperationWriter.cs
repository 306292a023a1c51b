using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Writes endpoints as operations (OpenAPI 3.1 §4.8.10).</summary>
internal sealed class OperationWriter(
    Utf8JsonWriter writer, SchemaWriter schemas, ServerWriter servers, ExportErrors errors)
{
    private readonly ContentWriter _contents = new(writer, schemas, errors);
    private readonly ParameterSection _parameters = new(writer, schemas, errors);

    /// <summary>
    /// Writes the parameters of a path item whose values span segments. Kiota reads this only in path items. The import
    /// reads the parameters of the operations.
    /// </summary>
    public void WriteSpanning(IReadOnlyList<ExportedOperation> operations)
    {
        var spanning = operations
            .SelectMany(ExportedParameter.Of)
            .Where(parameter => parameter is { In: ParameterLocation.Path, Source.AllowReserved: true })
            .DistinctBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToList();
        if (spanning.Count == 0) return;
        writer.WriteStartArray("parameters");
        foreach (var parameter in spanning) _parameters.WriteSpanning(parameter, $"{operations[0].Pointer}/path");
        writer.WriteEndArray();
    }

    public void Write(ExportedOperation operation)
    {
        var endpoint = operation.Endpoint;
        writer.WriteStartObject(operation.Field);
        writer.WriteString("operationId", endpoint.Id);
        if (operation.Path.Split('#')[0] != endpoint.Path) writer.WriteString(ExtensionNames.Path, endpoint.Path);
        if (endpoint.Summary is { } summary) writer.WriteString("summary", summary);
        if (endpoint.Description is { } description) writer.WriteString("description", description);
        if (endpoint.Tags.Count > 0)
        {
            writer.WriteStartArray("tags");
            foreach (var tag in endpoint.Tags) writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }

        if (endpoint.Deprecated) writer.WriteBoolean("deprecated", true);
        if (endpoint.Paging is { } paging) PagingExtension.Write(writer, paging);
        CallsExtension.Write(writer, endpoint);
        if (endpoint.BaseUrl is { } baseUrl) servers.Write(baseUrl);
        _parameters.Write(operation);
        if (endpoint.RequestBody is { } body) _contents.WriteBody(body, operation.Pointer);
        _contents.WriteResponses(endpoint.Responses, operation.Pointer);
        writer.WriteEndObject();
        if (operation.HasField) return;
        errors.Add(
            $"{operation.Pointer}/method",
            $"OpenAPI 3.1 has no field for the method {endpoint.Method}. The endpoint is in the extension "
            + $"'{ExtensionNames.Operations}', which generators of clients may not know.");
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Writes a definition as an OpenAPI 3.1 document.</summary>
internal sealed class DefinitionExporter
{
    private const string OpenApiVersion = "3.1.1";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
        MaxDepth = 4 * Reading.DocumentParser.MaximumDepth,
    };

    private readonly ConnectorDefinition _slice;
    private readonly IReadOnlyList<(int Index, ConnectorEndpoint Endpoint)> _endpoints;
    private readonly ExportErrors _errors = new();
    private readonly Utf8JsonWriter _writer;
    private readonly ComponentNames _names;
    private readonly SchemaWriter _schemas;
    private readonly ServerWriter _servers;

    private DefinitionExporter(
        ConnectorDefinition definition,
        IReadOnlyList<(int Index, ConnectorEndpoint Endpoint)> endpoints,
        Utf8JsonWriter writer)
    {
        _endpoints = [.. endpoints.Where(CanBeStated)];
        var chosen = _endpoints.Select(item => item.Endpoint).ToList();
        _slice = DefinitionTrimmer.Trim(definition, chosen, chosen);
        _writer = writer;
        _names = new(_slice.Schemas.Keys);
        _schemas = new(writer, _names, new(_slice.Schemas), _errors);
        _servers = new(writer, _slice.Inputs);
    }

    public static OpenApiExport Export(
        ConnectorDefinition definition, IReadOnlyList<string> ids, OpenApiExportOptions options)
    {
        var endpoints = Chosen(definition, ids);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, Options);
        var exporter = new DefinitionExporter(definition, endpoints, writer);
        exporter.Write(options);
        writer.Flush();
        return new(buffer.WrittenMemory, exporter._errors.ToList());
    }

    private static List<(int Index, ConnectorEndpoint Endpoint)> Chosen(
        ConnectorDefinition definition, IReadOnlyList<string> ids)
    {
        var all = definition.Endpoints.Index().ToList();
        if (ids.Count == 0) return all;
        var chosen = ids.ToHashSet(StringComparer.Ordinal);
        var found = all.FindAll(item => chosen.Remove(item.Item.Id));
        if (chosen.Count == 0) return found;
        var missing = ids.First(chosen.Contains);
        throw ExportErrors.NotFound($"The connector '{definition.Id}' has no endpoint '{missing}'.", missing);
    }

    // A client of the document would send the variables or fields without the operation or envelope around them.
    private bool CanBeStated((int Index, ConnectorEndpoint Endpoint) item)
    {
        var (index, endpoint) = item;
        if (endpoint is { GraphQL: null, Soap: null }) return true;
        var (member, protocol) = endpoint.GraphQL is null ? ("soap", "SOAP") : ("graphQL", "GraphQL");
        _errors.Add(
            $"/endpoints/{index}/{member}",
            $"OpenAPI cannot state the {protocol} operation of '{endpoint.Id}'. The endpoint is left out: call it with "
            + $"{nameof(IEndpointInvoker)}.");
        return false;
    }

    private void Write(OpenApiExportOptions options)
    {
        _writer.WriteStartObject();
        _writer.WriteString("openapi", OpenApiVersion);
        _writer.WriteStartObject("info");
        _writer.WriteString("title", _slice.Title);
        if (_slice.Description is { } description) _writer.WriteString("description", description);
        _writer.WriteString("version", options.Version);
        _writer.WriteEndObject();
        CallsExtension.Write(_writer, _slice);
        _servers.Write(_slice.BaseUrl);
        WritePaths();
        WriteComponents();
        _writer.WriteEndObject();
    }

    private void WritePaths()
    {
        var operations = new OperationWriter(_writer, _schemas, _servers, _errors);
        _writer.WriteStartObject("paths");
        foreach (var item in PathItems.Of(_endpoints, _errors))
        {
            _writer.WriteStartObject(item.Key);
            operations.WriteSpanning(item.Operations);
            foreach (var operation in item.Operations.Where(operation => operation.HasField))
                operations.Write(operation);
            if (item.Operations.Any(operation => !operation.HasField))
            {
                _writer.WriteStartObject(ExtensionNames.Operations);
                foreach (var operation in item.Operations.Where(operation => !operation.HasField))
                    operations.Write(operation);
                _writer.WriteEndObject();
            }

            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }

    private void WriteComponents()
    {
        if (_slice.Schemas.Count == 0) return;
        _writer.WriteStartObject("components");
        _writer.WriteStartObject("schemas");
        foreach (var (name, schema) in _slice.Schemas)
        {
            _writer.WritePropertyName(_names[name]);
            _schemas.Write(schema.Root, $"/schemas/{Reading.Pointer.Escape(name)}");
        }

        _writer.WriteEndObject();
        var renamed = _slice.Schemas.Keys.Where(name => _names[name] != name).ToList();
        if (renamed.Count > 0)
        {
            _writer.WriteStartObject(ExtensionNames.Names);
            foreach (var name in renamed) _writer.WriteString(_names[name], name);
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }
}

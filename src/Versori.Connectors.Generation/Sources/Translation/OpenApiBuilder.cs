using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Writes an OpenAPI 3.1 document. The kinds of documents that describe requests are translated to OpenAPI, because
/// the import of OpenAPI then applies to all of them: inputs of URLs, schemas, security, pages, limits.
/// </summary>
internal sealed class OpenApiBuilder
{
    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    };

    private readonly JsonObject _paths = [];
    private readonly JsonArray _servers = [];
    private readonly JsonObject _schemas = [];
    private readonly UniqueNames _operationIds = new();
    private readonly UniqueNames _methodIds = new();
    private readonly Dictionary<(string Method, string Path), int> _sameOperations = [];
    private readonly Dictionary<AuthMethod, string> _knownMethods = [];
    private readonly OrderedDictionary<string, AuthMethod> _methods = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ConnectorInput> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphQLOperation> _graphQL = new(StringComparer.Ordinal);

    /// <summary>The places of the parts in the original document.</summary>
    public SourceMap Map { get; } = new();

    /// <summary>The title.</summary>
    public string Title { get; set; } = "";

    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>The security requirements of operations without their own.</summary>
    public JsonArray? Security { get; set; }

    /// <summary>Adds a server.</summary>
    /// <param name="url">Its URL, with variables in braces.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="pointer">Its place in the original document.</param>
    public void AddServer(string url, IEnumerable<ConnectorInput> variables, string pointer)
    {
        Map.Add($"/servers/{_servers.Count}", pointer);
        _servers.Add((JsonNode)Server(url, variables));
    }

    /// <summary>Returns a server object, also for an operation's own server.</summary>
    public static JsonObject Server(string url, IEnumerable<ConnectorInput> variables)
    {
        var server = new JsonObject { ["url"] = url };
        var declared = new JsonObject();
        foreach (var variable in variables)
        {
            var entry = new JsonObject();
            if (variable.Default is { } standard) entry["default"] = standard;
            if (variable.Description is { } description) entry["description"] = description;
            declared[variable.Name] = entry;
        }

        if (declared.Count > 0) server["variables"] = declared;
        return server;
    }

    /// <summary>Adds an auth method, once. Its id is made unique.</summary>
    /// <returns>Its id.</returns>
    public string AddMethod(AuthMethod method)
    {
        if (_knownMethods.TryGetValue(method, out var known)) return known;
        var id = _methodIds.Take(method.Id);
        _methods[id] = method with { Id = id };
        return _knownMethods[method] = id;
    }

    /// <summary>Adds an input that a URL of an auth method uses.</summary>
    public void AddInput(ConnectorInput input) => _inputs.TryAdd(input.Name, input);

    /// <summary>Adds a shared schema.</summary>
    public void AddSchema(string name, JsonNode? schema, string pointer)
    {
        Map.Add(Pointer.Append("/components/schemas", name), pointer);
        _schemas[name] = schema;
    }

    /// <summary>Adds an operation. Several of one method and path stay apart.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path; it begins with a slash.</param>
    /// <param name="id">The id, which is made unique.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="pointer">Its place in the original document.</param>
    /// <returns>The id.</returns>
    public string AddOperation(string method, string path, string id, JsonObject operation, string pointer)
    {
        var count = _sameOperations.GetValueOrDefault((method, path)) + 1;
        _sameOperations[(method, path)] = count;
        // The import removes a fragment, because it is never sent.
        var key = count == 1 ? path : $"{path}#{count}";
        var unique = _operationIds.Take(id.Length == 0 ? "call" : id);
        operation["operationId"] = unique;
        var item = _paths[key] as JsonObject ?? [];
        _paths[key] = item;
        var at = Pointer.Append("/paths", key);
        Map.Add(at, pointer);
        if (Fields.Contains(method.ToLowerInvariant()))
        {
            item[method.ToLowerInvariant()] = operation;
            Map.Add(Pointer.Append(at, method.ToLowerInvariant()), pointer);
            return unique;
        }

        var additional = item["additionalOperations"] as JsonObject ?? [];
        item["additionalOperations"] = additional;
        additional[method] = operation;
        Map.Add(Pointer.Append($"{at}/additionalOperations", method), pointer);
        return unique;
    }

    /// <summary>Sets the GraphQL operation of an endpoint.</summary>
    public void SetGraphQL(string id, GraphQLOperation operation) => _graphQL[id] = operation;

    /// <summary>Returns the document.</summary>
    public Translation Build()
    {
        var info = new JsonObject { ["title"] = Title, ["version"] = "1" };
        if (!string.IsNullOrEmpty(Description)) info["description"] = Description;
        var root = new JsonObject { ["openapi"] = "3.1.0", ["info"] = info };
        if (_servers.Count > 0) root["servers"] = _servers;
        if (Security is not null) root["security"] = Security;
        root["paths"] = _paths;
        if (_schemas.Count > 0) root["components"] = new JsonObject { ["schemas"] = _schemas };
        return new(
            Write(root),
            Map,
            _methods.ToDictionary(
                method => method.Key,
                method => (IReadOnlyList<AuthMethod>)[method.Value],
                StringComparer.Ordinal),
            [.. _inputs.Values])
        {
            GraphQL = _graphQL,
        };
    }

    /// <summary>Writes a document.</summary>
    public static ReadOnlyMemory<byte> Write(JsonObject root)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = TranslatedImport.MaximumDepth,
        };
        try
        {
            using var writer = new Utf8JsonWriter(buffer, options);
            root.WriteTo(writer);
        }
        catch (InvalidOperationException exception)
        {
            throw DocumentErrors.Invalid(
                "",
                $"The document is nested deeper than {TranslatedImport.MaximumDepth} levels.",
                inner: exception);
        }

        return buffer.WrittenMemory;
    }
}

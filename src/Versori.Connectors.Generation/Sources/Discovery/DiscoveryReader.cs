using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates a Google API Discovery document, version v1
/// (https://developers.google.com/discovery/v1/reference/apis).
/// </summary>
internal sealed class DiscoveryReader
{
    private readonly OpenApiBuilder _builder = new();
    private readonly Node _root;
    private readonly Work _work;
    private readonly DiscoverySchemas _schemas;
    private readonly DiscoveryParameters _parameters;
    private readonly DiscoverySecurity _security;
    private readonly DiscoveryMedia _media;
    private readonly string _servicePath;
    private int _count;

    private DiscoveryReader(Node root)
    {
        _root = root;
        _work = root.Work;
        _schemas = new(root.Object("schemas"), _work);
        _parameters = new(root);
        _security = new(root, _builder);
        _media = new(_builder, _security);
        _servicePath = ServicePath(root);
    }

    /// <summary>Whether a document is of this kind.</summary>
    public static bool Matches(System.Text.Json.JsonElement root) =>
        root.TryGetProperty("discoveryVersion", out _)
        || (root.TryGetProperty("kind", out var kind)
            && kind.ValueKind == System.Text.Json.JsonValueKind.String
            && kind.GetString()!.StartsWith("discovery#", StringComparison.Ordinal));

    /// <summary>Translates a document.</summary>
    /// <exception cref="ConnectorException">It is not a description of a REST API, or has no methods.</exception>
    public static Translation Read(Node root)
    {
        var kind = root.Text("kind");
        if (kind is not null and not "discovery#restDescription")
        {
            throw DocumentErrors.Invalid(
                "/kind",
                $"A discovery document of the kind '{kind}' does not describe a REST API. Use the document that the "
                + "directory's discoveryRestUrl leads to.");
        }

        return new DiscoveryReader(root).Read();
    }

    private Translation Read()
    {
        _builder.Title = _root.Text("title") ?? _root.Text("canonicalName") ?? _root.Text("name") ?? "";
        _builder.Description = _root.Text("description");
        if (RootUrl() is { } url) _builder.AddServer(url, [], _root.Find("rootUrl")?.Pointer ?? "/baseUrl");
        if (_root.Find("mtlsRootUrl") is { } mutual)
            mutual.WarnLeftOut("The URL for mutual TLS is left out. Set it as the base URL to use it.");
        if (_root.Find("endpoints") is { } regions)
            regions.WarnLeftOut("Regional endpoints are left out. Set one as the base URL to use it.");
        if (_root.Find("batchPath") is { } batch) batch.WarnLeftOut("Batch requests are left out.");
        foreach (var (name, schema, pointer) in _schemas.All()) _builder.AddSchema(name, schema, pointer);
        ReadResource(_root, [], 0);
        if (_count == 0) throw DocumentErrors.Invalid("/resources", "The document has no methods that can be called.");
        return _builder.Build();
    }

    private string? RootUrl()
    {
        if (_root.Text("rootUrl") is { Length: > 0 } root) return root;
        // Documents before rootUrl have the whole URL, with the path of the service.
        if (_root.Text("baseUrl") is not { Length: > 0 } whole) return null;
        var path = _servicePath.Trim('/');
        return path.Length > 0 && whole.TrimEnd('/').EndsWith(path, StringComparison.Ordinal)
            ? whole.TrimEnd('/')[..^path.Length]
            : whole;
    }

    private static string ServicePath(Node root) => (root.Text("servicePath") ?? root.Text("basePath") ?? "").Trim('/');

    private void ReadResource(Node resource, IReadOnlyList<string> names, int depth)
    {
        foreach (var (name, method) in resource.Object("methods")?.Entries() ?? [])
        {
            if (method.IsObject) ReadMethod(name, method, names);
            else method.Warn("A method must be an object. It is ignored.");
        }

        if (depth > DocumentParser.MaximumDepth) return;
        foreach (var (name, inner) in resource.Object("resources")?.Entries() ?? [])
        {
            if (inner.IsObject) ReadResource(inner, [.. names, name], depth + 1);
            else inner.Warn("A resource must be an object. It is ignored.");
        }
    }

    private void ReadMethod(string name, Node method, IReadOnlyList<string> resources)
    {
        _work.Step();
        if (method.Text("path") is not { } path)
        {
            method.Warn("The method has no path. It is left out.");
            return;
        }

        var verb = (method.Text("httpMethod") ?? "GET").Trim().ToUpperInvariant();
        if (!Authentication.HttpTokenSyntax.IsToken(verb))
        {
            method.Warn("The method's httpMethod is not the name of an HTTP method. It is left out.");
            return;
        }

        _count++;
        var id = method.Text("id") is { Length: > 0 } own ? own : string.Join('.', [.. resources, name]);
        var full = _servicePath.Length == 0 ? $"/{path.TrimStart('/')}" : $"/{_servicePath}/{path.TrimStart('/')}";
        var operation = Operation(method, resources);
        if (method.Object("request")?.Text("$ref") is { Length: > 0 } request)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = Content("application/json", DiscoverySchemas.Reference(request)),
            };
        }

        operation["responses"] = new JsonObject { ["200"] = Response(method) };
        _builder.AddOperation(verb, full, id, operation, method.Pointer);
        _media.Add(method, verb, full, id, () => Operation(method, resources), () => Response(method));
        if (method.Flag("supportsSubscription") == true)
            method.Find("supportsSubscription")!.WarnLeftOut("Subscriptions are left out.");
    }

    private JsonObject Operation(Node method, IReadOnlyList<string> resources)
    {
        var operation = new JsonObject();
        if (method.Text("description") is { Length: > 0 } description) operation["description"] = description;
        if (resources.Count > 0) operation["tags"] = JsonCopy.Texts(resources);
        if (method.Flag("deprecated") == true) operation["deprecated"] = true;
        operation["parameters"] = _parameters.Read(method);
        if (_security.Read(method) is { } security) operation["security"] = security;
        return operation;
    }

    private static JsonObject Response(Node method) => method.Object("response")?.Text("$ref") is { Length: > 0 } name
        ? new()
        {
            ["description"] = "",
            ["content"] = Content("application/json", DiscoverySchemas.Reference(name)),
        }
        : new() { ["description"] = "" };

    private static JsonObject Content(string type, JsonNode schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };
}

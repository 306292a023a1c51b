using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Converts a document to a connector definition.</summary>
internal static class DocumentImporter
{
    /// <summary>The input for the host name of a system whose document has no usable server.</summary>
    public const string HostInput = "host";

    /// <summary>Imports a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="url">The URL that it was read from, if any.</param>
    /// <param name="source">The source, with the values that replace those of the document.</param>
    /// <param name="needsServer">
    /// Whether a document without a base URL is an error; otherwise, its host name becomes an input.
    /// </param>
    /// <param name="work">Counts the work, and ends it when the caller cancels.</param>
    /// <param name="translation">What the document was translated from, if it is a translation.</param>
    /// <param name="ids">
    /// The ids of the endpoints by method and path, if the document is a part of another. Default: none.
    /// </param>
    public static ImportResult Import(
        ParsedDocument document,
        Uri? url,
        ConnectorSource source,
        bool needsServer,
        Work work,
        Translation? translation = null,
        IReadOnlyDictionary<(string, string), string>? ids = null)
    {
        try
        {
            return Read(document, url, source, needsServer, work, translation, ids);
        }
        catch (ConnectorException exception) when (exception.Error is { Location: { } pointer, Line: null })
        {
            var line = LineFinder.Find(document.Json.Span, pointer);
            throw new ConnectorException(exception.Error with { Line = line }, exception);
        }
    }

    private static ImportResult Read(
        ParsedDocument document,
        Uri? url,
        ConnectorSource source,
        bool needsServer,
        Work work,
        Translation? translation,
        IReadOnlyDictionary<(string, string), string>? given)
    {
        var log = new WarningLog(work);
        var root = new Node(document.Root, "", log);
        DocumentVersion.Check(root);

        var references = new ReferenceResolver(document.Root, log);
        var operations = new OperationFinder(references).Find(root);
        if (operations.Count == 0 && !WebhookReader.HasWebhooks(root))
            throw DocumentErrors.Invalid("/paths", "The document has no operations that can be called.");

        var inputs = new InputCatalog();
        var servers = new ServerReader(inputs, url);
        var (baseUrl, missing) = BaseUrl(root, source, servers, inputs, needsServer);
        if (PlainHttp.IsRefused(baseUrl))
        {
            root.Warn(
                "The base URL uses plain http. "
                + $"Credentials are sent to it only if {nameof(ConnectorDefinition.AllowInsecureHttp)} is set.");
        }

        var methods = Methods(root, source, references, baseUrl, inputs, translation);
        var webhooks = new WebhookReader(references, methods).Read(root, operations);
        if (operations.Count == 0 && webhooks.Count == 0)
            throw DocumentErrors.Invalid("/webhooks", "The document has no operations and no webhooks.");

        var security = new SecurityRequirements(methods, source.Auth is not null);
        var alternatives = security.Read(root);
        var authorization = new AuthorizationHeaders(methods, alternatives, source.Auth is not null);
        var schemas = new SchemaCatalog(root, references);
        var reader = new EndpointReader(
            root,
            references,
            new(root),
            schemas,
            servers,
            security,
            authorization,
            baseUrl,
            keepsServers: source.BaseUrl is null);
        var ids = new EndpointIds(operations, given);
        var endpoints = new List<ConnectorEndpoint>(operations.Count);
        foreach (var operation in operations)
        {
            work.Step();
            endpoints.Add(CallsExtension.Read(operation.Node, reader.Read(operation, ids[operation])));
        }

        var shared = schemas.Complete();
        var unclear = AddPaging(operations, endpoints, new(shared, references, work));
        AuthMethod[] all = [.. methods.Values.SelectMany(method => method), .. authorization.Methods];
        if (all.Length == 0)
        {
            root.Warn(
                "The document does not declare how to authenticate. "
                + $"Set the auth methods with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithAuth)}.");
        }

        var info = root.Object("info");
        var title = info?.Text("title")?.Trim() ?? "";
        var name = ConnectorName.Title(title);
        var definition = new ConnectorDefinition
        {
            Id = source.Id ?? ConnectorName.Id(source.Title ?? title, baseUrl),
            Title = source.Title ?? (name.Length > 0 ? name : ConnectorName.Id("", baseUrl).Value),
            Description = info?.Text("description") ?? info?.Text("summary"),
            BaseUrl = baseUrl,
            AuthMethods = all,
            AuthAlternatives = alternatives ?? [],
            Endpoints = endpoints,
            Webhooks = webhooks,
            Schemas = shared,
            Inputs = inputs.Inputs,
        };
        var keys = source.Auth is null ? AuthorizationWord.UndecidedIds(all) : [];
        definition = CallsExtension.Read(root, definition);
        return new(definition, log.ToList(document.Json.Span), servers.Others, missing, keys, unclear)
        {
            ServerDescriptions = servers.Descriptions,
        };
    }

    // Returns the endpoints of which it is not clear which array has the items.
    private static Dictionary<string, IReadOnlyList<string>> AddPaging(
        IReadOnlyList<Operation> operations, List<ConnectorEndpoint> endpoints, PagingFinder finder)
    {
        var unclear = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (index, operation) in operations.Index())
        {
            var (paging, arrays) = finder.Find(operation, endpoints[index]);
            if (paging is null) continue;
            endpoints[index] = endpoints[index] with { Paging = paging };
            if (arrays.Count > 0) unclear[endpoints[index].Id] = arrays;
        }

        return unclear;
    }

    private static (string BaseUrl, string? Missing) BaseUrl(
        Node root, ConnectorSource source, ServerReader servers, InputCatalog inputs, bool needsServer)
    {
        if (source.BaseUrl is { } ofHost)
        {
            var trimmed = ServerReader.Trim(ofHost);
            return (inputs.Declare(trimmed, null, null) ?? trimmed, null);
        }

        var (found, problem) = servers.Root(root);
        if (found is not null) return (found, null);
        // A system that only sends webhooks is never called.
        var isCalled = root.Object("paths")?.Members().Any() == true;
        if (needsServer && isCalled && !servers.HasUnusable) throw problem!;
        inputs.Add(new()
        {
            Name = HostInput,
            Title = "Host",
            Description = "The external system's host name, such as api.example.com.",
        });
        var server = root.Find("swagger") is null ? root.List("servers").FirstOrDefault() : null;
        var relative = server is null ? root.Text("basePath") : server.Text("url");
        var path = servers.HasUnusable ? "" : relative?.TrimStart('.', '/');
        var baseUrl = ServerReader.Trim($"https://{{{HostInput}}}/{path}");
        var declared = inputs.Declare(baseUrl, server?.Object("variables"), server) ?? $"https://{{{HostInput}}}";
        return (declared, problem!.Error.Message);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> Methods(
        Node root,
        ConnectorSource source,
        ReferenceResolver references,
        string baseUrl,
        InputCatalog inputs,
        Translation? translation)
    {
        foreach (var input in translation?.Inputs ?? []) inputs.Add(input);
        if (source.Auth is { } ofHost)
        {
            return ofHost.ToDictionary(
                method => method.Id, method => (IReadOnlyList<AuthMethod>)[method], StringComparer.Ordinal);
        }

        var methods = new SecuritySchemeReader(references, new(baseUrl, inputs), new(baseUrl, inputs)).Read(root);
        foreach (var (scheme, own) in translation?.Methods ?? Nothing) methods[scheme] = own;
        return methods;
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> Nothing { get; } =
        new Dictionary<string, IReadOnlyList<AuthMethod>>(StringComparer.Ordinal);
}

using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Converts operations to endpoints (OpenAPI 3.1 §4.8.10).</summary>
internal sealed class EndpointReader(
    Node root,
    ReferenceResolver references,
    TagReader tags,
    SchemaCatalog schemas,
    ServerReader servers,
    SecurityRequirements security,
    AuthorizationHeaders authorization,
    string baseUrl,
    bool keepsServers)
{
    private readonly ParameterReader _parameters = new(schemas, references);
    private readonly RequestBodyReader _bodies = new(
        new(schemas, references), new(schemas, references), references);
    private readonly ResponseReader _responses = new(schemas, new(schemas, references), references);
    private readonly IReadOnlyList<string> _consumes = Texts(root, "consumes");
    private readonly IReadOnlyList<string> _produces = Texts(root, "produces");

    public ConnectorEndpoint Read(Operation operation, string id)
    {
        var node = operation.Node;
        var consumes = node.Find("consumes") is null ? _consumes : Texts(node, "consumes");
        var produces = node.Find("produces") is null ? _produces : Texts(node, "produces");
        var all = Merged(operation);
        var path = Path(operation, all);
        var credential = all.Find(parameter =>
            LocationOf(parameter) == "header"
            && parameter.Text("name")!.Trim().Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        return new()
        {
            Id = id,
            Summary = node.Text("summary") ?? operation.PathItem.Text("summary"),
            Description = node.Text("description") ?? operation.PathItem.Text("description"),
            Method = operation.Method,
            Path = path.Path,
            BaseUrl = OwnServer(operation),
            Parameters = Parameters(all, path, node),
            RequestBody = _bodies.Read(node) ?? Body(all, consumes),
            Responses = _responses.Read(node, produces),
            AuthAlternatives = authorization.Complete(security.Read(node), credential),
            Tags = tags.WithParents(Texts(node, "tags")),
            Deprecated = node.Flag("deprecated") == true,
        };
    }

    // §4.8.10: an operation's parameters override those of the path with the same name and location.
    private List<Node> Merged(Operation operation)
    {
        var merged = new OrderedDictionary<(string, string), Node>();
        var all = operation.PathItem.List("parameters")
            .Concat(operation.Node.List("parameters"))
            .Concat(operation.Node.List(ExtensionNames.Parameters));
        foreach (var node in all)
        {
            if (references.Resolve(node) is not { } declared) continue;
            if (OriginalParameter.Of(declared) is not { } parameter) continue;
            var name = parameter.Text("name");
            var location = parameter.Text("in");
            if (string.IsNullOrEmpty(name) || location is null)
            {
                parameter.Warn("The parameter has no name or no location ('in'). It is omitted.");
            }
            else
            {
                merged[(name, location.ToLowerInvariant())] = parameter;
            }
        }

        return [.. merged.Values];
    }

    private List<EndpointParameter> Parameters(List<Node> all, PathTemplate path, Node operation)
    {
        var missing = path.Variables.ToHashSet(StringComparer.Ordinal);
        var parameters = new List<EndpointParameter>();
        foreach (var node in all.Where(node => !IsContent(node)))
        {
            if (_parameters.Read(node) is not { } parameter) continue;
            parameter = InPath(parameter, path);
            if (parameter.In == ParameterLocation.Path && !missing.Remove(parameter.Name))
            {
                node.Warn($"'{{{parameter.Name}}}' is not in the path '{path.Path}'. The parameter is omitted.");
                continue;
            }

            parameters.Add(parameter);
        }

        // A variable in the query of the path can be declared as a query parameter.
        missing.ExceptWith(parameters
            .Where(parameter => parameter.In == ParameterLocation.Query)
            .Select(parameter => parameter.Name)
            .Intersect(path.Constants, StringComparer.Ordinal));
        foreach (var name in missing)
        {
            operation.Warn($"'{{{name}}}' in the path is not declared. It becomes a required parameter.");
            parameters.Add(Undeclared(name, ParameterLocation.Path) with { AllowReserved = path.Spans(name) });
        }

        var query = parameters
            .Where(parameter => parameter.In == ParameterLocation.Query)
            .Select(parameter => parameter.Name)
            .ToList();
        parameters.AddRange(path.QueryNames
            .Except(query, StringComparer.Ordinal)
            .Select(name => Undeclared(name, ParameterLocation.Query)));
        return parameters;
    }

    private static EndpointParameter InPath(EndpointParameter parameter, PathTemplate path) => parameter.In switch
    {
        ParameterLocation.Path => parameter with
        {
            Name = path.NameOf(parameter.Name),
            AllowReserved = parameter.AllowReserved || path.Spans(path.NameOf(parameter.Name)),
        },

        // The path contains a value, which a call may replace.
        ParameterLocation.Query when path.HasValueOf(parameter.Name) => parameter with { Required = false },
        _ => parameter,
    };

    private static EndpointParameter Undeclared(string name, ParameterLocation location) => new()
    {
        Name = name,
        In = location,
        Required = location == ParameterLocation.Path,
        Schema = JsonSchema.Parse("""{"type":"string"}"""),
    };

    private EndpointRequestBody? Body(List<Node> all, IReadOnlyList<string> consumes)
    {
        if (all.Find(node => LocationOf(node) == "body") is { } body) return _bodies.FromBody(body, consumes);
        var form = all.FindAll(node => LocationOf(node) == "formdata");
        return form.Count == 0 ? null : _bodies.FromForm(form, consumes);
    }

    private static PathTemplate Path(Operation operation, List<Node> parameters)
    {
        var path = operation.Path.Trim();
        // A fragment is never sent. Some documents use it to distinguish operations of one path.
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        if (!path.StartsWith('/'))
        {
            operation.PathItem.Warn("The path does not begin with a slash. A slash is added.");
            path = "/" + path;
        }

        return new(path, parameters.Where(node => LocationOf(node) == "path").Select(node => node.Text("name")!));
    }

    private string? OwnServer(Operation operation)
    {
        // A base URL that the host sets replaces all servers of the document.
        if (!keepsServers) return null;
        var own = servers.Own(operation.Node) ?? servers.Own(operation.PathItem)
            ?? ServerReader.Secured(operation.Node, baseUrl);
        return string.Equals(own, baseUrl, StringComparison.Ordinal) ? null : own;
    }

    private static bool IsContent(Node node) => LocationOf(node) is "body" or "formdata";

    private static string? LocationOf(Node node) => node.Text("in")?.ToLowerInvariant();

    private static List<string> Texts(Node node, string name) =>
        [.. node.List(name).Select(item => item.AsText()).OfType<string>()];
}

using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Converts operations to endpoints (OpenAPI 3.1 §4.8.10).</summary>
internal sealed partial class EndpointReader(
    Node root,
    ReferenceResolver references,
    SchemaCatalog schemas,
    ServerReader servers,
    SecurityRequirements security,
    string baseUrl,
    bool keepsServers)
{
    private readonly ParameterReader _parameters = new(schemas);
    private readonly RequestBodyReader _bodies = new(schemas, new(schemas), references);
    private readonly ResponseReader _responses = new(schemas, references);
    private readonly IReadOnlyList<string> _consumes = Texts(root, "consumes");
    private readonly IReadOnlyList<string> _produces = Texts(root, "produces");

    public ConnectorEndpoint Read(Operation operation, string id)
    {
        var node = operation.Node;
        var consumes = node.Find("consumes") is null ? _consumes : Texts(node, "consumes");
        var produces = node.Find("produces") is null ? _produces : Texts(node, "produces");
        var all = Merged(operation);
        var path = Path(operation);
        return new()
        {
            Id = id,
            Summary = node.Text("summary") ?? operation.PathItem.Text("summary"),
            Description = node.Text("description") ?? operation.PathItem.Text("description"),
            Method = operation.Method,
            Path = path,
            BaseUrl = OwnServer(operation),
            Parameters = Parameters(all, path, node),
            RequestBody = _bodies.Read(node) ?? Body(all, consumes),
            Responses = _responses.Read(node, produces),
            AuthAlternatives = security.Read(node),
            Tags = Texts(node, "tags"),
            Deprecated = node.Flag("deprecated") == true,
        };
    }

    // §4.8.10: an operation's parameters override those of the path with the same name and location.
    private List<Node> Merged(Operation operation)
    {
        var merged = new OrderedDictionary<(string, string), Node>();
        foreach (var node in operation.PathItem.List("parameters").Concat(operation.Node.List("parameters")))
        {
            if (references.Resolve(node) is not { } parameter) continue;
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

    private List<EndpointParameter> Parameters(List<Node> all, string path, Node operation)
    {
        var inPath = Variable().Matches(path)
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var parameters = new List<EndpointParameter>();
        foreach (var node in all.Where(node => !IsContent(node)))
        {
            if (_parameters.Read(node) is not { } parameter) continue;
            if (parameter.In == ParameterLocation.Path && !inPath.Remove(parameter.Name))
            {
                node.Warn($"'{{{parameter.Name}}}' is not in the path '{path}'. The parameter is omitted.");
                continue;
            }

            parameters.Add(parameter);
        }

        foreach (var missing in inPath)
        {
            operation.Warn($"'{{{missing}}}' in the path is not declared. It becomes a required parameter.");
            parameters.Add(new()
            {
                Name = missing,
                In = ParameterLocation.Path,
                Required = true,
                Schema = JsonSchema.Parse("""{"type":"string"}"""),
            });
        }

        return parameters;
    }

    private EndpointRequestBody? Body(List<Node> all, IReadOnlyList<string> consumes)
    {
        if (all.Find(node => LocationOf(node) == "body") is { } body) return _bodies.FromBody(body, consumes);
        var form = all.FindAll(node => LocationOf(node) == "formdata");
        return form.Count == 0 ? null : _bodies.FromForm(form, consumes);
    }

    private static string Path(Operation operation)
    {
        var path = operation.Path.Trim();
        // A fragment is never sent. Some documents use it to distinguish operations of one path.
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        if (path.StartsWith('/')) return path;
        operation.PathItem.Warn("The path does not begin with a slash. A slash is added.");
        return "/" + path;
    }

    private string? OwnServer(Operation operation)
    {
        // A base URL that the host sets replaces all servers of the document.
        if (!keepsServers) return null;
        var own = servers.Own(operation.Node) ?? servers.Own(operation.PathItem);
        return string.Equals(own, baseUrl, StringComparison.Ordinal) ? null : own;
    }

    private static bool IsContent(Node node) => LocationOf(node) is "body" or "formdata";

    private static string? LocationOf(Node node) => node.Text("in")?.ToLowerInvariant();

    private static List<string> Texts(Node node, string name) =>
        [.. node.List(name).Select(item => item.AsText()).OfType<string>()];

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}

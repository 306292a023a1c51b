using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Turns operations into endpoints (OpenAPI 3.1 §4.8.10).</summary>
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

    public Endpoint Read(Operation operation, string id)
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

    // §4.8.10: an operation's parameters override the path's of the same name and place.
    private List<Node> Merged(Operation operation)
    {
        var merged = new OrderedDictionary<(string, string), Node>();
        foreach (var node in operation.PathItem.List("parameters").Concat(operation.Node.List("parameters")))
        {
            if (references.Resolve(node) is not { } parameter) continue;
            var (name, place) = (parameter.Text("name"), parameter.Text("in"));
            if (string.IsNullOrEmpty(name) || place is null) parameter.Warn("The parameter has no name or no place ('in'); it is left out.");
            else merged[(name, place.ToLowerInvariant())] = parameter;
        }

        return [.. merged.Values];
    }

    private List<EndpointParameter> Parameters(List<Node> all, string path, Node operation)
    {
        var inPath = Variable().Matches(path).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var parameters = new List<EndpointParameter>();
        foreach (var node in all.Where(node => !IsContent(node)))
        {
            if (_parameters.Read(node) is not { } parameter) continue;
            if (parameter.In == ParameterLocation.Path && !inPath.Remove(parameter.Name))
            {
                node.Warn($"'{{{parameter.Name}}}' is not in the path '{path}'; the parameter is left out.");
                continue;
            }

            parameters.Add(parameter);
        }

        foreach (var missing in inPath)
        {
            operation.Warn($"'{{{missing}}}' in the path is not declared; it becomes a required parameter.");
            parameters.Add(new() { Name = missing, In = ParameterLocation.Path, Required = true, Schema = JsonSchema.Parse("""{"type":"string"}""") });
        }

        return parameters;
    }

    private EndpointRequestBody? Body(List<Node> all, IReadOnlyList<string> consumes)
    {
        if (all.Find(node => Place(node) == "body") is { } body) return _bodies.FromBody(body, consumes);
        var form = all.FindAll(node => Place(node) == "formdata");
        return form.Count == 0 ? null : _bodies.FromForm(form, consumes);
    }

    private static string Path(Operation operation)
    {
        var path = operation.Path.Trim();
        // A fragment is never sent; some documents use it to tell apart operations of one path.
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        if (path.StartsWith('/')) return path;
        operation.PathItem.Warn("The path does not begin with a slash; one is added.");
        return "/" + path;
    }

    private string? OwnServer(Operation operation)
    {
        // What the host says about the base URL stands above everything in the document.
        if (!keepsServers) return null;
        var own = servers.Own(operation.Node) ?? servers.Own(operation.PathItem);
        return string.Equals(own, baseUrl, StringComparison.Ordinal) ? null : own;
    }

    private static bool IsContent(Node node) => Place(node) is "body" or "formdata";

    private static string? Place(Node node) => node.Text("in")?.ToLowerInvariant();

    private static List<string> Texts(Node node, string name) =>
        [.. node.List(name).Select(item => item.AsText()).OfType<string>()];

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}

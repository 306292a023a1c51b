using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>
/// A system made from an OpenAPI document. It refuses what the document does not allow: 404 for other paths and for ids
/// that it did not return, 405 for other methods, 401 without the credential, 403 without a scope, 400 for arguments
/// that their schemas refuse. What is created can be read, changed and removed.
/// </summary>
internal sealed class MockSystem
{
    public const string Secret = "s3cret-value";

    private readonly JsonNode _document;
    private readonly List<MockOperation> _operations;
    private readonly Dictionary<string, Dictionary<string, JsonObject>> _objects = new(StringComparer.Ordinal);
    private HashSet<string> _granted = new(StringComparer.Ordinal);
    private int _created;

    public MockSystem(string document)
    {
        _document = JsonNode.Parse(document)!;
        _operations =
        [
            .. _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation =>
                new MockOperation(
                    operation.Key.ToUpperInvariant(), Resources.Segments(path.Key), operation.Value!.AsObject()))),
        ];
    }

    /// <summary>The reasons of the refused requests.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>
    /// Whether a list or a search returns the ids of a resource. Others are known from outside, such as that of an
    /// order which was placed before.
    /// </summary>
    public bool Lists(string resource) => _operations.Exists(operation =>
        operation.List is not null && (operation.Resource ?? resource) == resource);

    /// <summary>The id of an object that was there before.</summary>
    public static string OutsideId(string resource) => $"{resource}-1";

    /// <summary>The operation of an endpoint.</summary>
    public MockOperation Find(string method, string path) => _operations.Single(operation =>
        operation.Method == method && operation.Segments.SequenceEqual(Resources.Segments(path)));

    /// <summary>Restores the first state.</summary>
    public void Reset()
    {
        _objects.Clear();
        _granted.Clear();
        Refusals.Clear();
    }

    public async Task AnswerAsync(HttpContext context, string[] path)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var (status, content) = path is ["token"] ? Grant(context.Request, text) : Answer(context.Request, path, text);
        if (status >= 400) Refusals.Add($"{status} {context.Request.Method} /{string.Join('/', path)}: {content}");
        context.Response.StatusCode = status;
        if (content is null) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(content.ToJsonString(), context.RequestAborted);
    }

    private static (int Status, JsonNode? Content) Refuse(HttpStatusCode status, string reason) =>
        ((int)status, new JsonObject { ["error"] = reason });

    private (int Status, JsonNode? Content) Grant(HttpRequest request, string form)
    {
        var fields = form.Split('&').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"client:{Secret}"));
        var isKnown = request.Headers.Authorization == $"Basic {basic}"
            || fields.GetValueOrDefault("client_secret") == Secret;
        if (!isKnown) return Refuse(HttpStatusCode.Unauthorized, "invalid_client");
        var scope = fields.GetValueOrDefault("scope") ?? "";
        _granted = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return (200, new JsonObject
        {
            ["access_token"] = Secret,
            ["token_type"] = "Bearer",
            ["expires_in"] = 3600,
            ["scope"] = scope,
        });
    }

    private (int Status, JsonNode? Content) Answer(HttpRequest request, string[] path, string text)
    {
        var atPath = _operations.Where(operation => operation.Matches(path))
            .OrderBy(operation => operation.Segments.Count(Resources.IsParameter))
            .ToList();
        if (atPath.Count == 0) return Refuse(HttpStatusCode.NotFound, "no such path");
        if (atPath.Find(operation => operation.Method == request.Method) is not { } operation)
            return Refuse(HttpStatusCode.MethodNotAllowed, "no such method");
        if (!IsAuthenticated(request)) return Refuse(HttpStatusCode.Unauthorized, "no credential");
        if (LackingScope(operation) is { } scope) return Refuse(HttpStatusCode.Forbidden, $"lacks {scope}");
        JsonNode? body = null;
        try
        {
            if (text.Length > 0) body = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return Refuse(HttpStatusCode.BadRequest, "the body is no JSON");
        }

        var problem = QueryProblem(operation, request.Query) ?? BodyProblem(operation, body);
        if (problem is not null) return Refuse(HttpStatusCode.BadRequest, problem);
        for (var at = 0; at < path.Length; at++)
        {
            if (!Resources.IsParameter(operation.Segments[at])) continue;
            var resource = Resources.OfParameter(operation.Segments, at);
            if (!ObjectsOf(resource).ContainsKey(path[at]))
                return Refuse(HttpStatusCode.NotFound, $"no {resource} has this id");
        }

        return Run(operation, path, body as JsonObject);
    }

    private (int Status, JsonNode? Content) Run(MockOperation operation, string[] path, JsonObject? body)
    {
        var resource = operation.Resource ?? "result";
        if (operation.List is var (envelope, schema))
        {
            var items = operation.Resource is null
                ? _operations.Select(other => other.Resource).OfType<string>().Distinct().SelectMany(ObjectsOf)
                : ObjectsOf(resource);
            JsonNode?[] made = [.. items.Select(item => MockSchema.Make(schema, resource, item.Value))];
            var list = new JsonArray(made);
            return (200, envelope is null ? list : new JsonObject { [envelope] = list });
        }

        var known = new JsonObject();
        if (operation.IsOfOne)
        {
            known = ObjectsOf(resource)[path[^1]];
            if (operation.Method == "DELETE") ObjectsOf(resource).Remove(path[^1]);
            if (operation.Method is "PUT" or "PATCH") Copy(body, known);
        }
        else if (operation.ReturnsIds)
        {
            var id = $"{resource}-new-{++_created}";
            known = Named(resource, id);
            Copy(body, known);
            ObjectsOf(resource)[id] = known;
        }

        if (operation.Response is { } response) return (200, MockSchema.Make(response, resource, known));
        return (operation.Node["responses"]!["204"] is null ? 200 : 204, null);
    }

    private static void Copy(JsonObject? from, JsonObject to)
    {
        foreach (var (name, value) in from ?? []) if (name != "id") to[name] = value?.DeepClone();
    }

    private Dictionary<string, JsonObject> ObjectsOf(string resource)
    {
        if (_objects.TryGetValue(resource, out var known)) return known;
        return _objects[resource] = Enumerable.Range(1, 2).ToDictionary(
            number => $"{resource}-{number}",
            number => Named(resource, $"{resource}-{number}"));
    }

    // An object, with its id by the names that a schema may use for it.
    private static JsonObject Named(string resource, string id) => new()
    {
        ["id"] = id,
        ["uuid"] = id,
        ["name"] = id,
        [$"{resource}Id"] = id,
        [$"{resource}_id"] = id,
    };

    private bool IsAuthenticated(HttpRequest request)
    {
        var scheme = _document["components"]!["securitySchemes"]!["token"]!;
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}"));
        return ((string)scheme["type"]!, (string?)scheme["scheme"]) switch
        {
            ("apiKey", _) => request.Headers[(string)scheme["name"]!] == Secret,
            ("http", "basic") => request.Headers.Authorization == $"Basic {basic}",
            _ => request.Headers.Authorization == $"Bearer {Secret}",
        };
    }

    private string? LackingScope(MockOperation operation) =>
        operation.Node["security"]?[0]?["token"]?.AsArray().Select(scope => (string)scope!)
            .FirstOrDefault(scope => !_granted.Contains(scope));

    private static string? QueryProblem(MockOperation operation, IQueryCollection query)
    {
        var known = operation.Node["parameters"]!.AsArray()
            .Where(parameter => (string)parameter!["in"]! == "query")
            .ToDictionary(parameter => (string)parameter!["name"]!, StringComparer.Ordinal);
        if (query.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } other) return $"{other} is not known";
        foreach (var (name, parameter) in known)
        {
            if (!query.TryGetValue(name, out var value))
            {
                if ((bool)parameter!["required"]!) return $"{name} is missing";
            }
            else if (MockSchema.ProblemOfText(parameter!["schema"], value.ToString(), name) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? BodyProblem(MockOperation operation, JsonNode? body) =>
        operation.Body is not { } schema ? (body is null ? null : "there is no body")
        : body is null ? "the body is missing"
        : MockSchema.Problem(schema, body, "body");
}

using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>
/// Makes a document, edits of what is imported from it, and the next version of the document, from a seed.
/// </summary>
internal sealed class DocumentVersions
{
    private static readonly string[] Resources = ["orders", "customers", "invoices", "carts", "products", "refunds"];
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];
    private static readonly string[] Names = ["limit", "page", "state", "since", "sort", "expand"];

    private readonly Random _random;
    private int _number;

    public DocumentVersions(int seed)
    {
        _random = new(seed);
        Before = Document();
        After = Next(Before);
    }

    /// <summary>The first version.</summary>
    public JsonObject Before { get; }

    /// <summary>The next version, in another order.</summary>
    public JsonObject After { get; }

    /// <summary>Edits some of the endpoints, each of which has a mark that a test finds again.</summary>
    public ConnectorDefinition Edited(ConnectorDefinition imported)
    {
        var endpoints = imported.Endpoints.Select((endpoint, index) => _random.Next(3) == 0
            ? Edited(endpoint, index)
            : endpoint).OfType<ConnectorEndpoint>().ToList();
        for (var added = 0; added < _random.Next(3); added++)
            endpoints.Add(new()
            {
                Id = $"added{added}",
                Method = "GET",
                Path = $"/added/{added}",
                Summary =
                "mark added"
            });
        return imported with { Title = "mark title", Endpoints = endpoints };
    }

    private ConnectorEndpoint? Edited(ConnectorEndpoint endpoint, int index) => _random.Next(6) switch
    {
        0 => null,
        1 => endpoint with { Summary = $"mark {index}" },
        2 => endpoint with { Id = $"mark{index}" },
        3 => endpoint with
        {
            Parameters =
            [
                .. endpoint.Parameters,
                new() { Name = $"mark{index}", In = ParameterLocation.Query, Schema = JsonSchema.Parse("true") },
            ],
        },
        4 when endpoint.Parameters.Count > 0 => endpoint with
        {
            Parameters =
            [
                endpoint.Parameters[0] with { Description = $"mark {index}" }, .. endpoint.Parameters.Skip(1),
            ],
        },
        _ => endpoint with { Weight = 7, Paging = new() { Found = "body:/mark", Goes = "query:page" } },
    };

    private JsonObject Document()
    {
        var paths = new JsonObject();
        foreach (var resource in Resources.Take(_random.Next(3, Resources.Length + 1)))
        {
            var item = new JsonObject();
            foreach (var method in Methods.Take(_random.Next(1, Methods.Length + 1))) item[method] =
                Operation(resource, method);
            paths[$"/{resource}"] = item;
        }

        return new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "Made", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://made.example" }),
            ["paths"] = paths,
        };
    }

    private JsonObject Operation(string resource, string method) => new()
    {
        ["operationId"] = $"{method}-{resource}-{_number++}",
        ["summary"] = $"{method} {resource}",
        ["parameters"] = new JsonArray([.. Names.Take(_random.Next(4)).Select(Parameter)]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
    };

    private static JsonNode Parameter(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private JsonObject Next(JsonObject document)
    {
        var next = document.DeepClone().AsObject();
        var paths = next["paths"]!.AsObject();
        for (var change = 0; change < _random.Next(1, 6); change++) Change(paths);
        var shuffled = paths.ToList();
        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shuffled));
        paths.Clear();
        foreach (var (path, item) in shuffled) paths[path] = item;
        return next;
    }

    private void Change(JsonObject paths)
    {
        var (path, item) = paths.ElementAt(_random.Next(paths.Count));
        var methods = item!.AsObject();
        var (method, operation) = methods.ElementAt(_random.Next(methods.Count));
        switch (_random.Next(7))
        {
            case 0:
                operation!["operationId"] = $"renamed-{_number++}";
                break;
            case 1:
                paths.Remove(path);
                paths[$"/v{_number++}{path}"] = item;
                break;
            case 2 when methods.Count > 1:
                methods.Remove(method);
                break;
            case 3:
                paths[$"/new/{_number++}"] = new JsonObject { ["get"] = Operation("new", "get") };
                break;
            case 4:
                operation!["summary"] = "The vendor's words";
                break;
            case 5:
                // Another operation takes the place of one that moves.
                methods.Remove(method);
                paths[$"/moved/{_number++}"] = new JsonObject { [method] = operation };
                methods[method] = Operation("other", method);
                break;
            default:
                operation!["parameters"]!.AsArray().Insert(0, Parameter($"new{_number++}"));
                if (operation["parameters"]!.AsArray().Count > 2) operation["parameters"]!.AsArray().RemoveAt(1);
                break;
        }
    }
}

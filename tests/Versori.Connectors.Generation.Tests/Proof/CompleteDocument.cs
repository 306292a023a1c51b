using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>
/// Completes an expanded compact document with what its notation leaves out: which responses are lists, which fields
/// are required, their types, and one of four ways of authentication.
/// </summary>
internal static class CompleteDocument
{
    private static readonly HashSet<string> Envelopes =
        new(["results", "data", "items", "entries", "values", "records"], StringComparer.Ordinal);

    private static readonly HashSet<string> Whole =
        new(["limit", "page", "offset", "size", "count", "quantity", "seconds", "minutes"], StringComparer.Ordinal);

    private static readonly HashSet<string> Numbers =
        new(["amount", "price", "total", "rating", "weight", "latitude", "longitude"], StringComparer.Ordinal);

    private static readonly HashSet<string> Lists =
        new(["tags", "labels", "ids", "inputs", "attendees", "products", "emails"], StringComparer.Ordinal);

    /// <param name="json">The document.</param>
    /// <param name="baseUrl">The address of the system.</param>
    /// <param name="kind">The kind of authentication, from 0 to 3.</param>
    public static string Of(string json, string baseUrl, int kind)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = baseUrl });
        var paths = document["paths"]!.AsObject();
        var scopes = new JsonObject();
        foreach (var (path, item) in paths)
        {
            var segments = Resources.Segments(path);
            foreach (var (method, operation) in item!.AsObject())
            {
                Complete(operation!.AsObject(), method, path, segments, paths);
                var scope = $"{segments[0]}:{(method == "get" ? "read" : "write")}";
                if (kind != 3) continue;
                operation["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray(scope) });
                scopes[scope] = scope;
            }
        }

        document["components"]!["securitySchemes"]!["token"] = kind switch
        {
            0 => new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
            1 => new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key" },
            2 => new JsonObject { ["type"] = "http", ["scheme"] = "basic" },
            _ => new JsonObject
            {
                ["type"] = "oauth2",
                ["flows"] = new JsonObject
                {
                    ["clientCredentials"] = new JsonObject
                    {
                        ["tokenUrl"] = baseUrl + MockServer.TokenPath,
                        ["scopes"] = scopes,
                    },
                },
            },
        };
        return document.ToJsonString();
    }

    private static void Complete(
        JsonObject operation, string method, string path, string[] segments, JsonObject paths)
    {
        var isCollection = !Resources.IsParameter(segments[^1]) && (Resources.IsPlural(segments[^1])
            || paths.Any(other => other.Key.StartsWith(path + "/{", StringComparison.Ordinal)));
        var isSearch = Resources.IsSearch(segments[^1]) || Array.Exists(segments, Resources.IsSearch);
        foreach (var parameter in operation["parameters"]!.AsArray())
        {
            var name = (string)parameter!["name"]!;
            if ((string)parameter["in"]! != "query") continue;
            parameter["schema"] = Schema(name);
            if (isSearch && name is "q" or "query" or "term") parameter["required"] = true;
        }

        var body = Names(operation["requestBody"]);
        if (operation["requestBody"] is not null)
        {
            operation["requestBody"] = Content(Object(body, body));
            operation["requestBody"]!["required"] = true;
        }

        var names = Names(operation["responses"]!["200"]);
        var isList = (method == "get" && (isCollection || isSearch)) || (method == "post" && isSearch);
        var isObject = method is "get" or "put" or "patch" && Resources.IsParameter(segments[^1]);
        if (method == "delete")
        {
            operation["responses"] = new JsonObject { ["204"] = new JsonObject { ["description"] = "Removed" } };
            return;
        }

        var schema = isList ? List(names, segments[^1])
            : isObject || (method == "post" && isCollection) ? Object([.. names.Union(body), "id"], ["id"])
            : Object(names, []);
        operation["responses"]!["200"] = Content(schema);
        operation["responses"]!["200"]!["description"] = "Success";
    }

    private static JsonObject List(List<string> names, string last)
    {
        var envelope = names.Find(name => Envelopes.Contains(name) || name == last);
        var item = Object([.. names.Where(name => name != envelope), "id"], ["id"]);
        var list = new JsonObject { ["type"] = "array", ["items"] = item };
        if (envelope is null) return list;
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(envelope),
            ["properties"] = new JsonObject { [envelope] = list },
        };
    }

    private static JsonObject Object(IEnumerable<string> names, IEnumerable<string> required)
    {
        var properties = new JsonObject();
        foreach (var name in names.Distinct(StringComparer.Ordinal)) properties[name] = Schema(name);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        JsonNode?[] needed = [.. required.Select(name => JsonValue.Create(name))];
        if (needed.Length > 0) schema["required"] = new JsonArray(needed);
        return schema;
    }

    private static JsonObject Schema(string name)
    {
        var last = Resources.Words(name)[^1];
        return last switch
        {
            "at" when name.Length > 2 => Date("date-time"),
            "date" => Date("date"),
            _ when Whole.Contains(last) => new() { ["type"] = "integer", ["minimum"] = 1 },
            _ when Numbers.Contains(last) => new() { ["type"] = "number" },
            _ when Lists.Contains(last) => new()
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["type"] = "string" },
            },
            _ => new() { ["type"] = "string", ["minLength"] = 1 },
        };
    }

    private static JsonObject Date(string format) => new() { ["type"] = "string", ["format"] = format };

    private static JsonObject Content(JsonObject schema) => new()
    {
        ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
    };

    private static List<string> Names(JsonNode? content) =>
        content?["content"]?["application/json"]?["schema"]?["properties"] is JsonObject properties
            ? [.. properties.Select(property => property.Key)]
            : [];
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>
/// Expands a document in a compact notation to OpenAPI. A line is an operation: <c>GET /orders/{id} getOrder "Retrieve
/// an order" // longer text ?status,limit {name,email} -&gt; id,total !orders.read</c>. All after the path is optional.
/// The first line has the title, the base URL and a description; <c>[tag]</c> begins the operations with a tag.
/// </summary>
internal static partial class CompactDocument
{
    /// <summary>Expands a document.</summary>
    /// <param name="text">The file, which may have several documents that begin with a number sign.</param>
    /// <param name="title">The title of the document, in any case. Default: the first.</param>
    public static string Expand(string text, string? title = null)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)
            .SkipWhile(line => title is not null
                && !line.StartsWith($"# {title} ", StringComparison.OrdinalIgnoreCase))
            .ToList();
        lines = [lines[0], .. lines.Skip(1).TakeWhile(line => line[0] != '#')];
        var head = lines[0].TrimStart('#').Split('|', StringSplitOptions.TrimEntries);
        var paths = new JsonObject();
        string? tag = null;
        foreach (var line in lines.Skip(1))
        {
            if (line[0] == '[') tag = line.Trim('[', ']');
            else Add(paths, line, tag);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = head[0],
                ["version"] = "1",
                ["description"] = head.ElementAtOrDefault(2) ?? "",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = head[1] }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
        }.ToJsonString();
    }

    private static void Add(JsonObject paths, string line, string? tag)
    {
        var match = Operation().Match(line);
        if (!match.Success) throw new FormatException($"Not an operation: {line}");
        var path = match.Groups["path"].Value;
        var parameters = new JsonArray();
        foreach (Match name in Placeholder().Matches(path))
        {
            parameters.Add(Parameter(name.Value.Trim('{', '}'), "path"));
        }

        foreach (var name in Names(match.Groups["query"].Value)) parameters.Add(Parameter(name, "query"));
        var operation = new JsonObject { ["parameters"] = parameters };
        if (match.Groups["id"].Length > 0) operation["operationId"] = match.Groups["id"].Value;
        if (match.Groups["summary"].Length > 0) operation["summary"] = match.Groups["summary"].Value;
        if (match.Groups["text"].Length > 0) operation["description"] = match.Groups["text"].Value.Trim();
        if (tag is not null) operation["tags"] = new JsonArray(tag);
        if (match.Groups["body"].Length > 0)
        {
            operation["requestBody"] = Content(Names(match.Groups["body"].Value));
        }

        var response = Content(Names(match.Groups["result"].Value));
        response["description"] = "Success";
        operation["responses"] = new JsonObject { ["200"] = response };
        if (paths[path] is not JsonObject item) paths[path] = item = [];
        item[match.Groups["method"].Value.ToLowerInvariant()] = operation;
    }

    private static JsonObject Parameter(string name, string location) => new()
    {
        ["name"] = name,
        ["in"] = location,
        ["required"] = location == "path",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Content(IEnumerable<string> names)
    {
        var properties = new JsonObject();
        foreach (var name in names) properties[name] = new JsonObject { ["type"] = "string" };
        return new()
        {
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = new JsonObject { ["type"] = "object", ["properties"] = properties },
                },
            },
        };
    }

    private static string[] Names(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    [GeneratedRegex(
        """^(?<method>[A-Z]+) (?<path>/\S*)( (?<id>[^\s"?{/!-]\S*))?( "(?<summary>[^"]*)")?( // (?<text>[^?{!]*?))?"""
        + """( \?(?<query>\S+))?( \{(?<body>[^}]*)\})?( -> (?<result>\S+))?$""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Operation();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}

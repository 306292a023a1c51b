using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Paging;

/// <summary>One line of the labelled set: an operation, and how it is paged.</summary>
public sealed class LabelledOperation
{
    private readonly string[] _columns;

    public LabelledOperation(string line)
    {
        Line = line;
        _columns = [.. line.Split('|').Select(column => column.Trim())];
        Expected =
        [
            .. Column(4).Split(" or ", StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim()),
        ];
    }

    public string Line { get; }

    /// <summary>The right results; none if the operation is not paged.</summary>
    public IReadOnlyList<string> Expected { get; }

    public static IReadOnlyList<LabelledOperation> Read(string name) =>
    [
        .. Samples.Read(name).ReplaceLineEndings("\n").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => new LabelledOperation(line)),
    ];

    /// <summary>Adds the operation to the paths of a document.</summary>
    public void AddTo(JsonObject paths, int number)
    {
        var (method, path) = (_columns[0].Split(' ')[0].ToLowerInvariant(), _columns[0].Split(' ')[1]);
        var operation = new JsonObject
        {
            ["operationId"] = $"o{number}",
            ["parameters"] = new JsonArray(),
            ["responses"] = new JsonObject(),
        };
        var fields = new JsonObject();
        foreach (var parameter in SplitTop(Column(1)))
        {
            if (parameter.StartsWith("b.", StringComparison.Ordinal)) AddField(fields, parameter[2..]);
            else operation["parameters"]!.AsArray().Add(Parameter(parameter));
        }

        if (fields.Count > 0)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content("application/json", Object(fields)) };
        }

        AddResponse(operation);
        AddExtension(operation);

        // Each operation has a path of its own, with the same last segments.
        paths[$"/{number}{path.Replace("#", "", StringComparison.Ordinal)}"] = new JsonObject { [method] = operation };
    }

    /// <summary>The result in the form of the labelled set.</summary>
    public static string? Write(EndpointPaging? paging) =>
        paging is null ? null : $"{paging.Found} > {paging.Goes}{(paging.Items is { } items ? $" @{items}" : "")}";

    private string Column(int index) => index < _columns.Length ? _columns[index] : "";

    private void AddResponse(JsonObject operation)
    {
        var text = Column(2);
        var status = "200";
        if (text.StartsWith("201", StringComparison.Ordinal)) (status, text) = ("201", text[3..]);
        var response = new JsonObject { ["description"] = "OK" };
        var type = text switch
        {
            "bin" => "application/octet-stream",
            "img" => "image/png",
            "csv" => "text/csv",
            "stream" => "text/event-stream",
            _ => null,
        };
        if (type is not null) response["content"] = Content(type, new JsonObject { ["type"] = "string" });
        else if (text is not "-") response["content"] = Content("application/json", new ShapeReader(text).Read());
        var headers = new JsonObject();
        foreach (var header in SplitTop(Column(3)).Where(header => !header.StartsWith("ms(", StringComparison.Ordinal)))
        {
            var name = header.Split(' ', '"')[0];
            headers[name] = new JsonObject
            {
                ["description"] = header.Length > name.Length ? header[name.Length..].Trim(' ', '"') : null,
                ["schema"] = new JsonObject { ["type"] = "string" },
            };
        }

        if (headers.Count > 0) response["headers"] = headers;
        operation["responses"]![status] = response;
    }

    private void AddExtension(JsonObject operation)
    {
        var ms = SplitTop(Column(3)).FirstOrDefault(item => item.StartsWith("ms(", StringComparison.Ordinal));
        if (ms is null) return;
        var name = ms[3..^1];
        operation["x-ms-pageable"] = new JsonObject { ["nextLinkName"] = name == "null" ? null : name };
    }

    private static JsonObject Parameter(string text)
    {
        var isHeader = text.StartsWith("h.", StringComparison.Ordinal);
        var (name, shape) = ShapeReader.Member(isHeader ? text[2..] : text);
        var schema = new ShapeReader(shape).Read();
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = isHeader ? "header" : "query",
            ["schema"] = schema,
        };
        if (shape.Contains('!', StringComparison.Ordinal)) parameter["required"] = true;
        if (schema["description"] is { } description)
        {
            schema.Remove("description");
            parameter["description"] = description;
        }

        return parameter;
    }

    private static void AddField(JsonObject fields, string text)
    {
        var (name, shape) = ShapeReader.Member(text);
        var parts = name.Split('.');
        foreach (var part in parts[..^1])
        {
            if (fields[part] is null) fields[part] = Object([]);
            fields = fields[part]!["properties"]!.AsObject();
        }

        fields[parts[^1]] = new ShapeReader(shape).Read();
    }

    private static JsonObject Object(JsonObject properties) =>
        new() { ["type"] = "object", ["properties"] = properties };

    private static JsonObject Content(string type, JsonObject schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };

    private static IEnumerable<string> SplitTop(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"') isQuoted = !isQuoted;
            if (i < text.Length && (isQuoted || text[i] != ',')) continue;
            var part = text[start..i].Trim();
            start = i + 1;
            if (part.Length > 0) yield return part;
        }
    }
}

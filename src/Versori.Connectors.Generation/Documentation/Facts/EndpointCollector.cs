using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Goes through the blocks of pages in their order and collects endpoints. What follows an endpoint belongs to it until
/// its section ends: parameters, contents of requests and responses.
/// </summary>
internal sealed class EndpointCollector(Work work)
{
    private const int MaximumEndpoints = 5000;
    private const int MaximumExamples = 5000;
    private const int MaximumTitle = 80;

    // Of JSON in examples.
    private const int MaximumDepth = 64;

    private readonly OrderedDictionary<string, FoundEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly List<(ExampleRequest Request, Uri? Page, FoundEndpoint? Section)> _examples = [];
    private readonly List<string> _titles = [];
    private FoundEndpoint? _current;
    private int _currentLevel;
    private string _label = "";

    /// <summary>The endpoints, in the order of the pages.</summary>
    public IReadOnlyList<FoundEndpoint> Endpoints => _endpoints.Values;

    /// <summary>The requests that pages show whole, with the endpoint in whose section they are.</summary>
    public IReadOnlyList<(ExampleRequest Request, Uri? Page, FoundEndpoint? Section)> Examples => _examples;

    /// <summary>Reads the blocks of one page.</summary>
    public void Read(IReadOnlyList<PageBlock> page)
    {
        _current = null;
        _titles.Clear();
        _label = "";
        foreach (var block in page)
        {
            work.Step();
            switch (block.Kind)
            {
                case BlockKind.Heading: ReadHeading(block); break;
                case BlockKind.Code: ReadCode(block); break;
                case BlockKind.Table: ReadTable(block); break;
                default: ReadText(block); break;
            }
        }
    }

    /// <summary>Returns the endpoint of a method and a path. It is added if it is new.</summary>
    public FoundEndpoint? Add(string method, PathText path, Stated source)
    {
        var key = KeyOf(method, path);
        if (_endpoints.TryGetValue(key, out var known)) return known;
        return _endpoints.Count == MaximumEndpoints ? null : _endpoints[key] = new(method, path, source);
    }

    /// <summary>A text that is equal for paths that differ only in the names of variables.</summary>
    public static string KeyOf(string method, PathText path) =>
        $"{method} {string.Join('/', path.Segments.Select(segment => PathText.IsVariable(segment) ? "{}" : segment))}";

    private void ReadHeading(PageBlock block)
    {
        if (_current is not null && block.Level <= _currentLevel) _current = null;
        while (_titles.Count >= block.Level) _titles.RemoveAt(_titles.Count - 1);
        while (_titles.Count < block.Level - 1) _titles.Add("");
        _titles.Add(block.Text);
        _label = block.Text;
        if (Mention(block.Text, block) is { } endpoint) Begin(endpoint, block.Level);
    }

    private void ReadText(PageBlock block)
    {
        foreach (var line in block.Lines)
        {
            if (line.Length <= MaximumTitle && line.EndsWith(':')) _label = line;
            if (Mention(line, block) is { } endpoint)
            {
                // A line that is only the request begins a section; one within a sentence mentions it.
                var isAlone = line.Length <= endpoint.Path.Path.Length + MaximumTitle;
                if (isAlone && _current is null) Begin(endpoint, Level);
                continue;
            }

            if (_current is null) continue;
            var isParameter = !ParameterTable.IsAboutResponse(_label)
                && ParameterTable.ReadItem(line, PlaceOf(_current), block.Page) is { } item
                && Take(_current, item);
            if (!isParameter && _current.Description is null && line.Length > 20) _current.Description = line;
        }
    }

    private void ReadCode(PageBlock block)
    {
        var commands = CurlCommand.Read(block.Text);
        if (commands.Count > 0)
        {
            foreach (var command in commands) AddExample(command, block.Page);
            return;
        }

        var message = HttpMessageText.Request(block.Text);
        if (message is { Headers.Count: > 0 } or { Body: not null })
        {
            AddExample(message, block.Page);
            return;
        }

        if (HttpMessageText.Response(block.Text) is { } response)
        {
            if (_current is not null) AddResponse(_current, response.Status, response.Body);
            return;
        }

        if (block.Text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            if (_current is not null) ReadJson(_current, block.Text);
            return;
        }

        var lines = block.Lines.Take(200).ToList();
        foreach (var line in lines)
        {
            if (Mention(line, block) is { } endpoint && (_current is null || lines.Count == 1)) Begin(endpoint, Level);
        }
    }

    private void AddExample(ExampleRequest request, Uri? page)
    {
        if (_examples.Count < MaximumExamples) _examples.Add((request, page, _current));
    }

    private void ReadTable(PageBlock block)
    {
        if (ReadEndpoints(block) || _current is null || ParameterTable.IsAboutResponse(_label)) return;
        foreach (var parameter in ParameterTable.Read(block, PlaceOf(_current))) Take(_current, parameter);
    }

    /// <summary>Reads a table that lists endpoints.</summary>
    private bool ReadEndpoints(PageBlock block)
    {
        var found = false;
        foreach (var row in block.Rows)
        {
            var request = RequestLine.Find(string.Join(' ', row)) ?? OfCells(row);
            if (request is null || PathText.Parse(request.Url) is not { } path) continue;
            found = true;
            var endpoint = Add(request.Method, path, new(block.Page, string.Join(" | ", row)));
            var summary = row.Where(cell => cell.Contains(' ', StringComparison.Ordinal)
                && RequestLine.Find(cell) is null).MaxBy(cell => cell.Length);
            if (endpoint is not null) endpoint.Summary ??= summary;
        }

        return found;
    }

    private static RequestLine? OfCells(IReadOnlyList<string> row)
    {
        var method = row.FirstOrDefault(cell => cell.Trim('`') is "GET" or "POST" or "PUT" or "PATCH" or "DELETE");
        var path = row.FirstOrDefault(cell => RequestLine.IsPath(cell.Trim('`')));
        return method is null || path is null ? null : new(method.Trim('`'), path.Trim('`'));
    }

    private FoundEndpoint? Mention(string line, PageBlock block)
    {
        if (RequestLine.Find(line) is not { } request || PathText.Parse(request.Url) is not { } path) return null;
        var endpoint = Add(request.Method, path, new(block.Page, line));
        if (endpoint is null) return null;
        foreach (var (name, value) in path.Query)
        {
            endpoint.Add(new()
            {
                Name = name,
                In = "query",
                Source = new(block.Page, line),
                Type = value.Length > 0 && value.All(char.IsAsciiDigit) ? "integer" : null,
            });
        }

        return endpoint;
    }

    private int Level => _titles.Count;

    private void Begin(FoundEndpoint endpoint, int level)
    {
        _current = endpoint;
        _currentLevel = level;
        endpoint.Summary ??= _titles.AsEnumerable().Reverse()
            .FirstOrDefault(title => title.Length > 0 && RequestLine.Find(title) is null);
    }

    private static bool Take(FoundEndpoint endpoint, FoundParameter parameter)
    {
        var isInPath = endpoint.Path.Segments.Any(segment => segment.Contains(
            $"{{{parameter.Name}}}", StringComparison.Ordinal));
        if (parameter.In == "path" && !isInPath) return false;
        endpoint.Add(isInPath ? parameter with { In = "path", IsRequired = true } : parameter);
        return true;
    }

    // Without a word about it, parameters of a request with content are its members.
    private string? PlaceOf(FoundEndpoint endpoint)
    {
        if (ParameterTable.PlaceOf(_label) is { } said) return said;
        var isAnnounced = _label.Contains("param", StringComparison.OrdinalIgnoreCase)
            || _label.Contains("argument", StringComparison.OrdinalIgnoreCase)
            || _label.Contains("field", StringComparison.OrdinalIgnoreCase)
            || _label.Contains("attribute", StringComparison.OrdinalIgnoreCase)
            || _label.Contains("input", StringComparison.OrdinalIgnoreCase)
            || _label.Contains("request", StringComparison.OrdinalIgnoreCase)
            || RequestLine.Find(_label) is not null
            || _label == endpoint.Summary;
        return !isAnnounced ? null : endpoint.Method is "POST" or "PUT" or "PATCH" ? "body" : "query";
    }

    private void ReadJson(FoundEndpoint endpoint, string text)
    {
        var isResponse = ParameterTable.IsAboutResponse(_label) || endpoint.Method is "GET" or "HEAD" or "DELETE"
            || !endpoint.Body.IsEmpty;
        if (isResponse) AddResponse(endpoint, 200, text);
        else AddJson(endpoint.Body, text);
    }

    private void AddResponse(FoundEndpoint endpoint, int status, string? body)
    {
        var shape = endpoint.Responses.TryGetValue(status, out var known)
            ? known
            : endpoint.Responses[status] = new();
        if (body is not null) AddJson(shape, body);
    }

    /// <summary>Adds JSON to a content. What is no JSON, such as an abridged example, is left out.</summary>
    public bool AddJson(BodyShape body, string text)
    {
        // Examples for people often have an ellipsis in them.
        using var json = EmbeddedJson.Parse(text, MaximumDepth);
        if (json is null) return false;
        body.Json("application/json").Add(json.RootElement, work);
        if (ExampleCleaner.Of(json.RootElement, work) is { } example) body.SetExample("application/json", example);
        return true;
    }
}

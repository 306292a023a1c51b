using System.Text;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// A path of a document in the form of an endpoint: <c>{name}</c> for each variable. Documents also write patterns and
/// constraints in braces: <c>{name=projects/*}</c> of google.api.http, <c>{*path}</c>, <c>{path+}</c> and
/// <c>{id:int}</c> of web frameworks, <c>{+path}</c> and <c>{?q,page}</c> of RFC 6570.
/// </summary>
internal sealed class PathTemplate
{
    private readonly HashSet<string> _declared;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spanning = new(StringComparer.Ordinal);
    private readonly List<string> _query = [];

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path as it is in the document.</param>
    /// <param name="declared">The names of the declared path parameters.</param>
    public PathTemplate(string path, IEnumerable<string> declared)
    {
        _declared = declared.ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        var ends = Ends(path);
        for (var i = 0; i < path.Length; i++)
        {
            if (!ends.TryGetValue(i, out var end))
            {
                text.Append(path[i]);
                continue;
            }

            text.Append(Variable(path[(i + 1)..end]));
            i = end;
        }

        Path = text.ToString();
        var parsed = new EndpointPath(Path);
        Variables = parsed.Names.Concat(parsed.QueryNames).ToHashSet(StringComparer.Ordinal);
        var question = EndpointPath.QueryStart(Path);
        Constants = question < 0
            ? []
            : Path[(question + 1)..].Split('&')
                .Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))
                .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The path with <c>{name}</c> for each variable.</summary>
    public string Path { get; }

    /// <summary>The names of the variables.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>The names of the query parameters that the path lists (RFC 6570 §3.2.8).</summary>
    public IReadOnlyList<string> QueryNames => _query;

    /// <summary>The names of the query parameters whose values are in the path.</summary>
    public HashSet<string> Constants { get; }

    /// <summary>Whether the path contains a constant value of a query parameter.</summary>
    public bool HasValueOf(string name) => Constants.Contains(name) && !Variables.Contains(name);

    /// <summary>Whether the value of a variable may span several segments.</summary>
    public bool Spans(string name) => _spanning.Contains(name);

    /// <summary>Returns the name of a variable that a document declares with its pattern.</summary>
    public string NameOf(string declared) => _names.GetValueOrDefault(declared, declared);

    // The closing brace of each opening one, found in one pass. A pattern may have braces of its own: {id:[0-9]{4}}.
    private static Dictionary<int, int> Ends(string path)
    {
        var ends = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '{') open.Push(i);
            else if (path[i] == '}' && open.TryPop(out var start)) ends[start] = i;
        }

        return ends;
    }

    private string Variable(string raw)
    {
        if (raw is ['?' or '&', ..])
        {
            _query.AddRange(raw[1..].Split(',').Select(name => name.Trim('*', ' ')).Where(name => name.Length > 0));
            return "";
        }

        var (name, spans) = Read(raw);
        if (name.Length == 0) (name, spans) = (raw, false);
        if (name != raw) _names[raw] = name;
        if (spans) _spanning.Add(name);
        return $"{{{name}}}";
    }

    private (string Name, bool Spans) Read(string raw)
    {
        if (raw.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            // google.api.http: "*" is one segment, "**" any number of them.
            var pattern = raw[(equals + 1)..];
            var isPath = pattern.Contains('/', StringComparison.Ordinal) || pattern == "**";
            return (raw[..equals].Trim('*', '+'), isPath);
        }

        var name = raw.Trim('*', '+');
        var spans = name.Length < raw.Length;

        if (_declared.Contains(name)) return (name, spans);
        if (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            // Of a constraint or an expression, only those that accept any text accept a slash.
            var constraint = raw[(colon + 1)..];
            var acceptsAny = constraint is "path" || constraint.Contains(".*", StringComparison.Ordinal)
                || constraint.Contains(".+", StringComparison.Ordinal);
            return (name[..colon], acceptsAny);
        }

        return (name.EndsWith('?') ? name[..^1] : name, spans);
    }
}

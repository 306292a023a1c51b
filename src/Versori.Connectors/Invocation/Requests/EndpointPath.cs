using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>The parsed path of an endpoint, such as <c>/repos/{owner}/{repo}/issues</c>.</summary>
internal sealed class EndpointPath
{
    // Literal text at even indexes, and names of parameters at odd indexes.
    private readonly string[] _pieces;

    public EndpointPath(string path)
    {
        // A fragment is never sent. Documents use it to distinguish operations of one path.
        if (path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment) path = path[..fragment];
        var end = path.LastIndexOf('}') + 1;
        if (path.IndexOf('?', end) is >= 0 and var question)
        {
            Query = path[(question + 1)..];
            path = path[..question];
        }

        _pieces = [.. Split(path.TrimStart('/'))];
    }

    /// <summary>The constant query parameters of the path, already encoded.</summary>
    public string Query { get; } = "";

    /// <summary>The names of the path parameters, in order.</summary>
    public IEnumerable<string> Names => _pieces.Where((_, i) => i % 2 == 1).Distinct(StringComparer.Ordinal);

    /// <summary>Returns the path with the encoded values of its parameters.</summary>
    /// <param name="values">Returns the encoded value of a parameter.</param>
    /// <param name="refuse">Called for each parameter whose segment becomes <c>.</c> or <c>..</c>.</param>
    public string Fill(Func<string, string> values, Action<string> refuse)
    {
        var path = new StringBuilder();
        var segment = new StringBuilder();
        string? filled = null;
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (i % 2 == 1)
            {
                segment.Append(values(_pieces[i]));
                filled = _pieces[i];
                continue;
            }

            foreach (var character in _pieces[i])
            {
                if (character == '/') EndSegment();
                segment.Append(character);
            }
        }

        EndSegment();

        // RFC 3986 §4.2: text before a colon in the first segment would be parsed as a scheme.
        var result = path.ToString();
        var colon = result.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && result.IndexOf('/', 0, colon) < 0 ? $"./{result}" : result;

        void EndSegment()
        {
            // RFC 3986 §5.2.4 removes such a segment, and an encoded dot is equivalent to a dot (§6.2.2.2).
            var text = segment.ToString().TrimStart('/').Replace("%2E", ".", StringComparison.OrdinalIgnoreCase);
            if (filled is not null && text is "." or "..") refuse(filled!);

            path.Append(segment);
            segment.Clear();
            filled = null;
        }
    }

    private static IEnumerable<string> Split(string path)
    {
        var start = 0;
        var open = path.IndexOf('{', StringComparison.Ordinal);
        for (; open >= 0 && path.IndexOf('}', open) is >= 0 and var close; open = path.IndexOf('{', start))
        {
            yield return path[start..open];
            yield return path[(open + 1)..close];
            start = close + 1;
        }

        yield return path[start..];
    }
}

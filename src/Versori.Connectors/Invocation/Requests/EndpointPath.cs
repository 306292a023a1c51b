using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>An endpoint's path, such as <c>/repos/{owner}/{repo}/issues</c>, taken apart once.</summary>
internal sealed class EndpointPath
{
    // Literal text and, at odd places, names of parameters.
    private readonly string[] _pieces;

    public EndpointPath(string path)
    {
        // What follows '#' never reaches a server; documents use it to tell operations of one path apart.
        if (path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment) path = path[..fragment];
        var end = path.LastIndexOf('}') + 1;
        if (path.IndexOf('?', end) is >= 0 and var question)
        {
            Query = path[(question + 1)..];
            path = path[..question];
        }

        _pieces = [.. Split(path.TrimStart('/'))];
    }

    /// <summary>Parameters that the path is always called with, already encoded.</summary>
    public string Query { get; } = "";

    /// <summary>The names of its parameters, in order.</summary>
    public IEnumerable<string> Names => _pieces.Where((_, i) => i % 2 == 1).Distinct(StringComparer.Ordinal);

    /// <summary>Puts encoded values in.</summary>
    /// <param name="values">The encoded value of a parameter.</param>
    /// <param name="refuse">Told of each parameter whose segment comes out as <c>.</c> or <c>..</c>.</param>
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

        // RFC 3986 §4.2: a colon in the first segment would read as a scheme.
        var result = path.ToString();
        var colon = result.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && result.IndexOf('/', 0, colon) < 0 ? $"./{result}" : result;

        void EndSegment()
        {
            // RFC 3986 §5.2.4 would remove it, and an encoded dot is the same dot (§6.2.2.2).
            if (filled is not null
                && segment.ToString().TrimStart('/').Replace("%2E", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            {
                refuse(filled);
            }

            path.Append(segment);
            segment.Clear();
            filled = null;
        }
    }

    private static IEnumerable<string> Split(string path)
    {
        while (true)
        {
            var open = path.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : path.IndexOf('}', open);
            if (close < 0)
            {
                yield return path;
                yield break;
            }

            yield return path[..open];
            yield return path[(open + 1)..close];
            path = path[(close + 1)..];
        }
    }
}

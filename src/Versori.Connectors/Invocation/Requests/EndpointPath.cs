using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The parsed path of an endpoint, such as <c>/repos/{owner}/{repo}/issues</c>. It may end with a query, such as
/// <c>/search?type=user&amp;q={q}</c>.
/// </summary>
internal sealed class EndpointPath
{
    private readonly PathPieces _path;
    private readonly PathPieces[] _query = [];

    public EndpointPath(string path)
    {
        // A fragment is never sent. Documents use it to distinguish operations of one path.
        if (path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment) path = path[..fragment];
        if (QueryStart(path) is >= 0 and var question)
        {
            var query = path[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
            _query = [.. query.Select(PathPieces.Of)];
            path = path[..question];
        }

        _path = PathPieces.Of(path.StartsWith('/') ? path[1..] : path);
        LooksAbsolute = IsLikeAbsolute(path.StartsWith('/') ? path[1..] : path);
    }

    /// <summary>Text and names of parameters, alternately, beginning with text.</summary>
    public (string Text, bool IsName)[] Pieces => _path.All;

    /// <summary>
    /// Whether the path could be parsed as a URL with a scheme or a host, whatever the values of its parameters are.
    /// </summary>
    public bool LooksAbsolute { get; }

    /// <summary>The names in the path, in order.</summary>
    public IEnumerable<string> Names => _path.Names.Distinct(StringComparer.Ordinal);

    /// <summary>The names in the query of the path, in order.</summary>
    public IEnumerable<string> QueryNames => _query.SelectMany(pair => pair.Names).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the path has a query.</summary>
    public bool HasQuery => _query.Length > 0;

    /// <summary>Returns the index of the question mark before the query; negative if the path has no query.</summary>
    public static int QueryStart(string path)
    {
        var open = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '?' && open == 0) return i;
            if (path[i] == '{') open++;
            else if (path[i] == '}' && open > 0) open--;
        }

        return -1;
    }

    /// <summary>Appends the query of the path.</summary>
    /// <param name="query">The query.</param>
    /// <param name="values">
    /// Returns the encoded value of a parameter; <see langword="null"/> omits the whole <c>name=value</c>.
    /// </param>
    /// <param name="isReplaced">Whether a query parameter of the given name is sent in place of the path's.</param>
    public void AppendQuery(StringBuilder query, Func<string, string?> values, Func<string, bool> isReplaced)
    {
        foreach (var pair in _query)
        {
            var text = new StringBuilder();
            if (isReplaced(pair.Start) || !pair.TryFill(text, values)) continue;
            query.Append(query.Length == 0 ? "" : "&").Append(text);
        }
    }

    /// <summary>Returns the path with the encoded values of its parameters.</summary>
    /// <param name="values">Returns the encoded value of a parameter.</param>
    /// <param name="refuse">Called for each parameter whose segment becomes <c>.</c> or <c>..</c>.</param>
    public string Fill(Func<string, string> values, Action<string> refuse)
    {
        var path = new StringBuilder();
        var start = 0;
        string? filled = null;
        foreach (var (text, isName) in _path.All)
        {
            if (isName) filled = text;
            foreach (var character in isName ? values(text) : text)
            {
                if (character == '/') EndSegment(isName ? text : null);
                path.Append(character);
            }
        }

        EndSegment(null);

        var result = path.ToString();
        return IsLikeAbsolute(result) ? $"./{result}" : result;

        void EndSegment(string? current)
        {
            if (filled is not null)
            {
                // RFC 3986 §5.2.4 removes such a segment, and an encoded dot is equivalent to a dot (§6.2.2.2).
                var text = path.ToString(start, path.Length - start)
                    .TrimStart('/').Replace("%2E", ".", StringComparison.OrdinalIgnoreCase);
                if (text is "." or "..") refuse(filled);
            }

            start = path.Length;
            filled = current;
        }
    }

    // RFC 3986 §4.2: text before a colon in the first segment would be parsed as a scheme, and an empty first segment
    // as the start of a host.
    private static bool IsLikeAbsolute(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return path.StartsWith('/') || (colon >= 0 && path.IndexOf('/', 0, colon) < 0);
    }

    /// <summary>Text and names of parameters, alternately, beginning with text.</summary>
    private sealed class PathPieces(string[] pieces)
    {
        public IEnumerable<string> Names => pieces.Where((_, i) => i % 2 == 1);

        public (string Text, bool IsName)[] All { get; } = [.. pieces.Select((piece, i) => (piece, i % 2 == 1))];

        /// <summary>The decoded text before the equals sign.</summary>
        public string Start => Uri.UnescapeDataString(pieces[0].Split('=')[0].Replace('+', ' '));

        public static PathPieces Of(string text) => new([.. Split(text)]);

        public bool TryFill(StringBuilder into, Func<string, string?> values)
        {
            foreach (var (text, isName) in All)
            {
                if ((isName ? values(text) : text) is not { } part) return false;
                into.Append(part);
            }

            return true;
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
}

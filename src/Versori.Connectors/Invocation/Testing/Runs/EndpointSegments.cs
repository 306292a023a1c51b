namespace Versori.Connectors.Invocation;

/// <summary>The segments of the path of an endpoint.</summary>
internal static class EndpointSegments
{
    public static string[] Of(ConnectorEndpoint endpoint)
    {
        var path = endpoint.Path.Split('#')[0];
        var query = EndpointPath.QueryStart(path);
        return (query >= 0 ? path[..query] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool IsParameter(string segment) => segment.Contains('{', StringComparison.Ordinal);

    /// <summary>The names of the parameters in a segment.</summary>
    public static IReadOnlyList<string> NamesIn(string segment) =>
        [.. segment.Split('{').Skip(1).Select(piece => piece.Split('}')[0])];

    /// <summary>Whether a path begins with another one. Names of parameters have no effect.</summary>
    public static bool IsPrefix(string[] prefix, ReadOnlySpan<string> path)
    {
        if (prefix.Length > path.Length) return false;
        for (var i = 0; i < prefix.Length; i++)
        {
            var isSame = IsParameter(prefix[i])
                ? IsParameter(path[i])
                : string.Equals(prefix[i], path[i], StringComparison.OrdinalIgnoreCase);
            if (!isSame) return false;
        }

        return true;
    }
}

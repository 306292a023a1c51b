using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>A query parameter whose value is in the path of an endpoint, such as <c>type=user</c>.</summary>
/// <param name="Name">The name of the query parameter.</param>
/// <param name="Value">The constant; <see langword="null"/> if the value is a variable.</param>
/// <param name="Variable">The name of the variable; <see langword="null"/> if the value is a constant.</param>
internal sealed record PathQuery(string Name, string? Value, string? Variable)
{
    /// <summary>
    /// Returns the query of a path as parameters; <see langword="null"/> if a value is text with a variable.
    /// </summary>
    public static IReadOnlyList<PathQuery>? Of(string path)
    {
        var start = EndpointPath.QueryStart(path);
        if (start < 0) return [];
        var found = new List<PathQuery>();
        foreach (var pair in path[(start + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            var isVariable = value is ['{', .., '}'] && value.LastIndexOf('{') == 0;
            if (name.Contains('{', StringComparison.Ordinal)) return null;
            if (!isVariable && value.AsSpan().IndexOfAny('{', '}') >= 0) return null;
            found.Add(isVariable
                ? new(Decode(name), null, value[1..^1])
                : new(Decode(name), Decode(value), null));
        }

        return found.DistinctBy(query => query.Name, StringComparer.Ordinal).Count() == found.Count ? found : null;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

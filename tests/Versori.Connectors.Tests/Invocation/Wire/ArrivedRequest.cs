namespace Versori.Connectors.Tests.Invocation.Wire;

/// <summary>A request as a server received it.</summary>
/// <param name="Target">The path and the query, not decoded.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The content.</param>
/// <param name="Fields">The fields of a form, as the server's framework reads them.</param>
public sealed record ArrivedRequest(
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    IReadOnlyDictionary<string, string?[]> Fields)
{
    /// <summary>The last segment of the path, not decoded.</summary>
    public string Segment => Target.Split('?')[0][(Target.Split('?')[0].LastIndexOf('/') + 1)..];

    /// <summary>The pairs of the query, not decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query => Target.Contains('?', StringComparison.Ordinal)
        ? Pairs(Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..], "&")
        : [];

    /// <summary>The cookies, not decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Cookies =>
        Headers.TryGetValue("Cookie", out var cookies) ? Pairs(cookies, "; ") : [];

    /// <summary>Name and value of each part of a text, not decoded.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(string text, string separator) =>
    [
        .. text.Split(separator).Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], pair.Length > 1 ? pair[1] : "")),
    ];
}

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Adds parameters to a request's query, and removes them. The rest of the query is unchanged.</summary>
internal static class QueryParameters
{
    /// <summary>Appends a parameter, and removes other parameters of its name.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        var others = Others(request.RequestUri!, name);
        var pair = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        Replace(request, others.Length == 0 ? pair : $"{others}&{pair}");
    }

    public static void Remove(HttpRequestMessage request, string name) =>
        Replace(request, Others(request.RequestUri!, name));

    /// <summary>
    /// Returns the parameters, decoded like a form: a plus is a space (RFC 6749 Appendix B, RFC 5849 §3.4.1.3.1).
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Decode(string encoded)
    {
        foreach (var pair in encoded.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            yield return end < 0 ? new(Decoded(pair), "") : new(Decoded(pair[..end]), Decoded(pair[(end + 1)..]));
        }
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Others(Uri uri, string name)
    {
        var query = uri.Query.TrimStart('?');
        var mayContainParameter = query.Contains(Uri.EscapeDataString(name), StringComparison.OrdinalIgnoreCase)
            || query.Contains('%', StringComparison.Ordinal);
        return mayContainParameter ? string.Join('&', query.Split('&').Where(pair => !HasName(pair, name))) : query;
    }

    // When a server redirects, it may repeat the name in another spelling: encoded, or in another case.
    private static bool HasName(string pair, string name) =>
        string.Equals(Decoded(pair.Split('=')[0]), name, StringComparison.OrdinalIgnoreCase);

    private static void Replace(HttpRequestMessage request, string query)
    {
        var uri = request.RequestUri!;
        var separator = query.Length == 0 ? "" : "?";
        request.RequestUri = RequestTarget.Replace(uri, $"{uri.AbsolutePath}{separator}{query}");
    }
}

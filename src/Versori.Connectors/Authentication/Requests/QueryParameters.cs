namespace Versori.Connectors.Authentication.Requests;

/// <summary>Adds parameters to a request's query and takes them back, and leaves everything else in it as it is.</summary>
internal static class QueryParameters
{
    /// <summary>Puts a parameter at the end, in place of those of its name.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        var others = Others(request.RequestUri!, name);
        var pair = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        Replace(request, others.Length == 0 ? pair : $"{others}&{pair}");
    }

    public static void Remove(HttpRequestMessage request, string name) => Replace(request, Others(request.RequestUri!, name));

    /// <summary>The parameters, decoded as a form is: a plus is a space (RFC 6749 Appendix B, RFC 5849 §3.4.1.3.1).</summary>
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
        if (!query.Contains(Uri.EscapeDataString(name), StringComparison.OrdinalIgnoreCase) && !query.Contains('%', StringComparison.Ordinal)) return query;
        return string.Join('&', query.Split('&').Where(pair => !IsOwn(pair, name)));
    }

    // A server may echo the name in another spelling when it redirects: encoded, or in other case.
    private static bool IsOwn(string pair, string name) => string.Equals(Decoded(pair.Split('=')[0]), name, StringComparison.OrdinalIgnoreCase);

    private static void Replace(HttpRequestMessage request, string query)
    {
        var uri = request.RequestUri!;
        request.RequestUri = new Uri($"{uri.GetLeftPart(UriPartial.Path)}{(query.Length == 0 ? "" : "?")}{query}{uri.Fragment}");
    }
}

using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A query parameter whose value is the same for every request.</summary>
internal sealed class QueryAuthenticator(string name, string value) : RequestAuthenticator
{
    private readonly string _escapedName = Uri.EscapeDataString(name);
    private readonly string _pair = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    public override string Name => name;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // If the query cannot contain the parameter in any spelling, the pair is appended without parsing the query.
        var url = request.RequestUri!.AbsoluteUri;
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var others = query < 0 ? default : url.AsSpan(query + 1);
        var path = query < 0 ? url : url.AsSpan(0, query);
        var mustParse = others.Contains('%')
            || path.Contains("/.", StringComparison.Ordinal)
            || others.Contains(_escapedName, StringComparison.OrdinalIgnoreCase)
            || url.Contains('#', StringComparison.Ordinal);
        var separator = query < 0 ? "?" : others.Length == 0 ? "" : "&";
        if (mustParse) QueryParameters.Set(request, name, value);
        else request.RequestUri = new Uri(string.Concat(url, separator, _pair));
        return default;
    }

    public override void Remove(HttpRequestMessage request) => QueryParameters.Remove(request, name);
}

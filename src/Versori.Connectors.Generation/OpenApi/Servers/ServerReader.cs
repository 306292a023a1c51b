using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the servers of a document (OpenAPI 3.1 §4.8.5; 2.0: <c>host</c>, <c>basePath</c>, <c>schemes</c>).
/// </summary>
/// <param name="inputs">The inputs, to which the variables of the servers are added.</param>
/// <param name="documentUrl">The URL that the document was read from, which is the base of relative URLs.</param>
internal sealed class ServerReader(InputCatalog inputs, Uri? documentUrl)
{
    private const int DescriptionLength = 80;

    private const string HowToFix =
        $"Set the base URL with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithBaseUrl)}.";

    /// <summary>The absolute URLs of the servers other than the first, as they are in the document.</summary>
    public List<string> Others { get; } = [];

    /// <summary>What the document says about its servers, by their URLs.</summary>
    public Dictionary<string, string> Descriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the document has an absolute URL that cannot be used; a warning tells which.</summary>
    public bool HasUnusable { get; private set; }

    /// <summary>Returns the base URL, or the error if there is none.</summary>
    public (string? BaseUrl, ConnectorException? Problem) Root(Node root) =>
        root.Find("swagger") is null ? FromServers(root) : FromHost(root);

    /// <summary>
    /// Returns the base URL of the servers of a path or an operation; <see langword="null"/> when it has no usable
    /// server.
    /// </summary>
    public string? Own(Node node) => Preferred(Usable(node)).Select(Declare).FirstOrDefault(url => url is not null);

    /// <summary>
    /// Returns the base URL with https for an operation of 2.0 that offers it (§"Operation Object", <c>schemes</c>),
    /// where the document uses http; otherwise <see langword="null"/>.
    /// </summary>
    public static string? Secured(Node operation, string baseUrl)
    {
        const string Plain = "http://";
        if (!baseUrl.StartsWith(Plain, StringComparison.OrdinalIgnoreCase)) return null;
        return operation.List("schemes").Any(scheme => scheme.AsText()?.ToLowerInvariant() == Uri.UriSchemeHttps)
            ? "https://" + baseUrl[Plain.Length..]
            : null;
    }

    /// <summary>Returns a base URL without query, fragment and trailing slash, as a definition requires it.</summary>
    public static string Trim(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        return (end < 0 ? url : url[..end]).TrimEnd('/');
    }

    private (string?, ConnectorException?) FromServers(Node root)
    {
        var usable = Usable(root);
        foreach (var server in Preferred(usable))
        {
            if (Declare(server) is not { } url) continue;
            Others.AddRange(usable
                .Select(other => other.Url)
                .Where(other => WithoutScheme(other) != WithoutScheme(server.Url))
                .Distinct(StringComparer.Ordinal));
            foreach (var other in usable) Describe(other.Url, other.Server);
            Describe(url, server.Server);
            return (url, null);
        }

        if (root.List("servers").FirstOrDefault() is { } unusable)
        {
            return (null, DocumentErrors.Invalid(
                unusable.Pointer, $"The server URL '{unusable.Text("url")}' is relative or not usable. {HowToFix}"));
        }

        // §4.8.1: without servers, the default is a server with the URL "/", relative to the document.
        if (documentUrl is null)
        {
            return (null, DocumentErrors.Invalid("/servers", $"The document has no servers. {HowToFix}"));
        }

        root.Warn("The document has no servers. The host of its URL is used.");
        return (Trim(new Uri(documentUrl, "/").AbsoluteUri), null);
    }

    private (string?, ConnectorException?) FromHost(Node root)
    {
        var schemes = root.List("schemes").Select(scheme => scheme.AsText()?.ToLowerInvariant()).ToList();
        var host = root.Text("host")?.Trim() is { Length: > 0 } declared ? declared : documentUrl?.Authority;
        if (host is null) return (null, DocumentErrors.Invalid("/host", $"The document has no host. {HowToFix}"));
        // Some documents include the scheme in the host.
        var start = host.IndexOf("://", StringComparison.Ordinal);
        if (start >= 0) host = host[(start + 3)..];
        var scheme = schemes.Contains("https") || !schemes.Contains("http") ? "https" : "http";
        // §"Fixed Fields": without schemes, the default is the scheme of the document's URL.
        var usesDocumentUrl = schemes.Count == 0 && root.Find("host") is null;
        if (usesDocumentUrl && documentUrl is not null) scheme = documentUrl.Scheme;
        var url = Trim($"{scheme}://{host.TrimEnd('/')}/{root.Text("basePath")?.Trim().TrimStart('/')}");
        if (inputs.Declare(url, null, root.Find("host")) is { } usable) return (usable, null);
        HasUnusable = true;
        return (null, DocumentErrors.Invalid("/host", $"The host '{host}' is not usable. {HowToFix}"));
    }

    private void Describe(string url, Node server)
    {
        var description = CleanText.OfDocument(server.Text("description"), DescriptionLength);
        if (description.Length > 0) Descriptions[url] = description;
    }

    private string? Declare((Node Server, string Url) server)
    {
        var declared = inputs.Declare(
            server.Url, server.Server.Object("variables"), server.Server.Find("url") ?? server.Server);
        HasUnusable |= declared is null;
        return declared;
    }

    private List<(Node Server, string Url)> Usable(Node node)
    {
        var usable = new List<(Node, string)>();
        foreach (var server in node.List("servers"))
        {
            if (Absolute(server) is { } url) usable.Add((server, url));
        }

        return usable;
    }

    // https is preferred: the server that differs from the first only in its scheme, then any other one with https.
    private static IEnumerable<(Node Server, string Url)> Preferred(List<(Node Server, string Url)> servers)
    {
        if (servers.Count == 0) return [];
        var first = WithoutScheme(servers[0].Url);
        return servers
            .OrderBy(server => IsHttps(server) ? 0 : 1)
            .ThenBy(server => WithoutScheme(server.Url) == first ? 0 : 1);
    }

    private static bool IsHttps((Node Server, string Url) server) =>
        new VariableUrl(server.Url, server.Server.Object("variables"), null).Text
            .StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static string WithoutScheme(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) + 1)..];

    private string? Absolute(Node server)
    {
        var raw = server.IsObject ? server.Text("url")?.Trim() : null;
        if (raw is null)
        {
            server.Warn("The server has no URL. It is ignored.");
            return null;
        }

        // What kind of URL it is shows with the author's values.
        var parsed = new VariableUrl(raw, server.Object("variables"), null);
        var (url, text) = (parsed.Template, parsed.Text);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            if (text[..scheme].ToLowerInvariant() is "https" or "http" || text[0] == '{') return Trim(url);
            server.Warn(
                $"A server with the scheme '{text[..scheme]}' cannot be called over HTTP. It is ignored.",
                ConnectorErrorCode.NotSupported);
            return null;
        }

        if (text.StartsWith("//", StringComparison.Ordinal)) return Trim("https:" + url);

        // A variable without a value at the start is the whole URL.
        if (text.StartsWith('{')) return Trim(url);
        var firstSlash = text.IndexOf('/', StringComparison.Ordinal);
        var host = firstSlash < 0 ? text : text[..firstSlash];
        if (host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.'))
        {
            server.Warn($"The server URL '{raw}' has no scheme. https is used.");
            return Trim("https://" + url);
        }

        // The variable at the start brings the slash.
        if (text.StartsWith('/') && !url.StartsWith('/'))
            return documentUrl is null ? null : Trim(documentUrl.GetLeftPart(UriPartial.Authority) + url);

        // Uri does not allow braces, so they are escaped while the URLs are combined.
        var escaped = url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        if (documentUrl is null || !Uri.TryCreate(documentUrl, escaped, out var full)) return null;
        var unescaped = full.AbsoluteUri
            .Replace("%7B", "{", StringComparison.OrdinalIgnoreCase)
            .Replace("%7D", "}", StringComparison.OrdinalIgnoreCase);
        return Trim(unescaped);
    }
}

using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the servers of a document (OpenAPI 3.1 §4.8.5; 2.0: <c>host</c>, <c>basePath</c>, <c>schemes</c>).
/// </summary>
/// <param name="inputs">The inputs, to which the variables of the servers are added.</param>
/// <param name="documentUrl">The URL that the document was read from, which is the base of relative URLs.</param>
internal sealed class ServerReader(InputCatalog inputs, Uri? documentUrl)
{
    private const string HowToFix =
        $"Set the base URL with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithBaseUrl)}.";

    /// <summary>The absolute URLs of the servers other than the first, as they are in the document.</summary>
    public List<string> Others { get; } = [];

    /// <summary>Returns the base URL, or the error if there is none.</summary>
    public (string? BaseUrl, ConnectorException? Problem) Root(Node root) =>
        root.Find("swagger") is null ? FromServers(root) : FromHost(root);

    /// <summary>
    /// Returns the base URL of the servers of a path or an operation; <see langword="null"/> when it has no usable
    /// server.
    /// </summary>
    public string? Own(Node node)
    {
        foreach (var server in node.List("servers"))
        {
            if (Absolute(server) is { } url) return inputs.Declare(url, server.Object("variables"), server);
        }

        return null;
    }

    /// <summary>Returns a base URL without query, fragment and trailing slash, as a definition requires it.</summary>
    public static string Trim(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        return (end < 0 ? url : url[..end]).TrimEnd('/');
    }

    private (string?, ConnectorException?) FromServers(Node root)
    {
        (Node Server, string Url)? first = null;
        Node? relative = null;
        foreach (var server in root.List("servers"))
        {
            if (Absolute(server) is not { } url) relative ??= server;
            else if (first is null) first = (server, url);
            else if (!string.Equals(url, first.Value.Url, StringComparison.Ordinal)) Others.Add(url);
        }

        if (first is { } selected)
        {
            return (inputs.Declare(selected.Url, selected.Server.Object("variables"), selected.Server), null);
        }

        if (relative is not null)
        {
            return (null, DocumentErrors.Invalid(
                relative.Pointer, $"The server URL '{relative.Text("url")}' is relative or not usable. {HowToFix}"));
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
        return (inputs.Declare(url, null, root.Find("host")), null);
    }

    private string? Absolute(Node server)
    {
        var url = server.IsObject ? server.Text("url")?.Trim() : null;
        if (url is null)
        {
            server.Warn("The server has no URL. It is ignored.");
            return null;
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            if (url[..scheme].ToLowerInvariant() is "https" or "http" || url[0] == '{') return Trim(url);
            server.Warn(
                $"A server with the scheme '{url[..scheme]}' cannot be called over HTTP. It is ignored.",
                ConnectorErrorCode.NotSupported);
            return null;
        }

        if (url.StartsWith("//", StringComparison.Ordinal)) return Trim("https:" + url);
        var firstSlash = url.IndexOf('/', StringComparison.Ordinal);
        var host = firstSlash < 0 ? url : url[..firstSlash];
        if (host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.'))
        {
            server.Warn($"The server URL '{url}' has no scheme. https is used.");
            return Trim("https://" + url);
        }

        // Uri does not allow braces, so they are escaped while the URLs are combined.
        var escaped = url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        if (documentUrl is null || !Uri.TryCreate(documentUrl, escaped, out var full)) return null;
        var unescaped = full.AbsoluteUri
            .Replace("%7B", "{", StringComparison.OrdinalIgnoreCase)
            .Replace("%7D", "}", StringComparison.OrdinalIgnoreCase);
        return Trim(unescaped);
    }
}

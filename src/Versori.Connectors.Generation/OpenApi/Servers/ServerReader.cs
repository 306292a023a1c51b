using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds where the external system is (OpenAPI 3.1 §4.8.5; 2.0: <c>host</c>, <c>basePath</c>, <c>schemes</c>).</summary>
/// <param name="inputs">Takes the servers' variables.</param>
/// <param name="documentUrl">Where the document was read from: what relative URLs are relative to.</param>
internal sealed class ServerReader(InputCatalog inputs, Uri? documentUrl)
{
    private const string HowToFix = $"Say where the external system is with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithBaseUrl)}.";

    /// <summary>The absolute URLs of other servers than the first, as they are written.</summary>
    public List<string> Others { get; } = [];

    /// <summary>The base URL, or the error that says why there is none.</summary>
    public (string? BaseUrl, ConnectorException? Problem) Root(Node root) =>
        root.Find("swagger") is null ? FromServers(root) : FromHost(root);

    /// <summary>The base URL of a path's or an operation's own servers; <see langword="null"/> when it has none that can be used.</summary>
    public string? Own(Node node)
    {
        foreach (var server in node.List("servers"))
        {
            if (Absolute(server) is { } url) return inputs.Declare(url, server.Object("variables"), server);
        }

        return null;
    }

    /// <summary>A base URL as the model wants it: without a query, a fragment or a slash at its end.</summary>
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

        if (first is { } chosen) return (inputs.Declare(chosen.Url, chosen.Server.Object("variables"), chosen.Server), null);
        if (relative is not null)
        {
            return (null, DocumentErrors.Invalid(
                relative.Pointer, $"The server URL '{relative.Text("url")}' is relative or cannot be used. {HowToFix}"));
        }

        // §4.8.1: no servers means one with the URL "/", relative to the document.
        if (documentUrl is null) return (null, DocumentErrors.Invalid("/servers", $"The document names no servers. {HowToFix}"));
        root.Warn("The document names no servers; its own host is taken.");
        return (Trim(new Uri(documentUrl, "/").AbsoluteUri), null);
    }

    private (string?, ConnectorException?) FromHost(Node root)
    {
        var schemes = root.List("schemes").Select(scheme => scheme.AsText()?.ToLowerInvariant()).ToList();
        var host = root.Text("host")?.Trim() is { Length: > 0 } given ? given : documentUrl?.Authority;
        if (host is null) return (null, DocumentErrors.Invalid("/host", $"The document names no host. {HowToFix}"));
        // Some write the scheme into the host.
        var start = host.IndexOf("://", StringComparison.Ordinal);
        if (start >= 0) host = host[(start + 3)..];
        var scheme = schemes.Contains("https") || !schemes.Contains("http") ? "https" : "http";
        // §"Fixed Fields": no schemes means that of the document's own URL.
        if (schemes.Count == 0 && root.Find("host") is null && documentUrl is not null) scheme = documentUrl.Scheme;
        var url = Trim($"{scheme}://{host.TrimEnd('/')}/{root.Text("basePath")?.Trim().TrimStart('/')}");
        return (inputs.Declare(url, null, root.Find("host")), null);
    }

    private string? Absolute(Node server)
    {
        var url = server.IsObject ? server.Text("url")?.Trim() : null;
        if (url is null)
        {
            server.Warn("The server has no URL; it is ignored.");
            return null;
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            if (url[..scheme].ToLowerInvariant() is "https" or "http" || url[0] == '{') return Trim(url);
            server.Warn($"A server with '{url[..scheme]}' cannot be called over HTTP; it is ignored.", ConnectorErrorCode.NotSupported);
            return null;
        }

        if (url.StartsWith("//", StringComparison.Ordinal)) return Trim("https:" + url);
        var firstSlash = url.IndexOf('/', StringComparison.Ordinal);
        var host = firstSlash < 0 ? url : url[..firstSlash];
        if (host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.'))
        {
            server.Warn($"The server URL '{url}' has no scheme; https is taken.");
            return Trim("https://" + url);
        }

        return documentUrl is not null && Uri.TryCreate(documentUrl, url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal), out var full)
            ? Trim(full.AbsoluteUri.Replace("%7B", "{", StringComparison.OrdinalIgnoreCase).Replace("%7D", "}", StringComparison.OrdinalIgnoreCase))
            : null;
    }
}

namespace Versori.Connectors.Generation;

/// <summary>
/// Where a connector comes from: an OpenAPI 2.0, 3.0 or 3.1 document as JSON or YAML, and what the host knows better than
/// the document. Immutable: the <c>With…</c> methods return copies.
/// </summary>
public sealed class ConnectorSource
{
    private ConnectorSource()
    {
    }

    internal string? Text { get; private init; }

    internal Stream? Content { get; private init; }

    internal Uri? Url { get; private init; }

    internal string? Path { get; private init; }

    internal ConnectorId? Id { get; private init; }

    internal string? Title { get; private init; }

    internal string? BaseUrl { get; private init; }

    internal IReadOnlyList<AuthMethod>? Auth { get; private init; }

    /// <summary>A document as text.</summary>
    /// <param name="text">JSON or YAML.</param>
    public static ConnectorSource OpenApi(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new() { Text = text };
    }

    /// <summary>A document in a stream, which is read to its end when the source is first used, and so can be used once.</summary>
    /// <param name="content">JSON or YAML in UTF-8, or in UTF-16 with a byte order mark. It is not disposed.</param>
    public static ConnectorSource OpenApi(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new() { Content = content };
    }

    /// <summary>A document on the web. Relative server URLs are resolved against the URL it was read from.</summary>
    /// <param name="url">An absolute <c>https</c> or <c>http</c> URL.</param>
    /// <exception cref="ArgumentException">The URL is not absolute, or of another scheme.</exception>
    public static ConnectorSource OpenApi(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? new() { Url = url }
            : throw new ArgumentException("The document's URL must be an absolute http or https URL.", nameof(url));
    }

    /// <summary>A document in a file.</summary>
    /// <param name="path">The file's path.</param>
    public static ConnectorSource OpenApiFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new() { Path = path };
    }

    /// <summary>Gives the connector this key, in place of one made from the document's title.</summary>
    /// <param name="id">The key, such as <c>github</c>.</param>
    /// <exception cref="FormatException">The text is not a key; the message says why.</exception>
    public ConnectorSource WithId(string id) => Copy(id: ConnectorId.Parse(id));

    /// <summary>Gives the connector this title, in place of the document's.</summary>
    /// <param name="title">The external system's name as a person would write it.</param>
    public ConnectorSource WithTitle(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return Copy(title: title);
    }

    /// <summary>
    /// Says how to authenticate, for documents that do not. Replaces what the document declares; the document's own
    /// requirements count where they name one of these methods' ids.
    /// </summary>
    /// <param name="methods">The methods, with unique ids; none: the document's own again.</param>
    /// <exception cref="ArgumentException">Two methods have the same id.</exception>
    public ConnectorSource WithAuth(params AuthMethod[] methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        foreach (var method in methods) ArgumentNullException.ThrowIfNull(method, nameof(methods));
        if (methods.Select(method => method.Id).Distinct(StringComparer.Ordinal).Count() != methods.Length)
        {
            throw new ArgumentException("Auth methods of one connector need different ids: set Id.", nameof(methods));
        }

        return Copy(auth: [.. methods]);
    }

    /// <summary>Says where the external system is, for documents with no servers or relative ones. Replaces the document's servers.</summary>
    /// <param name="baseUrl">
    /// An absolute URL; names in braces, as in <c>https://{store}.example.com</c>, become inputs of the connector.
    /// </param>
    /// <exception cref="ArgumentException">The URL is not an absolute http or https URL.</exception>
    public ConnectorSource WithBaseUrl(string baseUrl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(baseUrl);
        return baseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || baseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                ? Copy(baseUrl: baseUrl)
                : throw new ArgumentException("The base URL must begin with https:// or http://.", nameof(baseUrl));
    }

    private ConnectorSource Copy(
        ConnectorId? id = null, string? title = null, string? baseUrl = null, IReadOnlyList<AuthMethod>? auth = null) => new()
        {
            Text = Text,
            Content = Content,
            Url = Url,
            Path = Path,
            Id = id ?? Id,
            Title = title ?? Title,
            BaseUrl = baseUrl ?? BaseUrl,
            Auth = (auth ?? Auth) is { Count: > 0 } methods ? methods : null,
        };
}

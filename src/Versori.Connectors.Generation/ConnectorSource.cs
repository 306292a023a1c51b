using System.Collections.ObjectModel;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation;

/// <summary>
/// The source of a connector: a document that describes the external system, and values of the host that replace values
/// of the document. Immutable: the <c>With…</c> methods return copies.
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

    internal ImportResult? Imported { get; private init; }

    // Whether the document must be an OpenAPI document. Otherwise, its kind is found from its content.
    internal bool IsOpenApi { get; private init; }

    /// <summary>The texts of related documents, by the names or URLs that identify them.</summary>
    internal IReadOnlyDictionary<string, string> Related { get; private init; } =
        ReadOnlyDictionary<string, string>.Empty;

    internal ConnectorId? Id { get; private init; }

    internal string? Title { get; private init; }

    internal string? BaseUrl { get; private init; }

    internal IReadOnlyList<AuthMethod>? Auth { get; private init; }

    internal IReadOnlyList<OpenApiOverlay> Overlays { get; private init; } = [];

    /// <summary>
    /// Creates a source from a document of any kind that can be read, as text. The kind is found from the content.
    /// </summary>
    /// <param name="text">The document.</param>
    /// <exception cref="ArgumentException">
    /// It is a URL or a file's path: use <see cref="Document(Uri)"/> or <see cref="DocumentFile"/>.
    /// </exception>
    public static ConnectorSource Document(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (SourceText.Problem(text) is { } problem) throw new ArgumentException(problem, nameof(text));
        return new() { Text = text };
    }

    /// <summary>
    /// Creates a source from a document of any kind that can be read, in a stream. The kind is found from the content.
    /// The stream is read to its end when the source is used, so that the source can be used only once.
    /// </summary>
    /// <param name="content">
    /// The document in UTF-8, or in UTF-16 with a byte order mark. The stream is not disposed.
    /// </param>
    public static ConnectorSource Document(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new() { Content = content };
    }

    /// <summary>
    /// Creates a source from a document of any kind that can be read, at a URL. The kind is found from the content.
    /// Relative URLs of servers are resolved against the URL that it was read from.
    /// </summary>
    /// <param name="url">
    /// An absolute <c>https</c> URL that reaches a public address, or a URL of an origin that the host trusts
    /// (<see cref="ExternalUrlOptions"/>).
    /// </param>
    /// <exception cref="ArgumentException">The URL is not absolute, or has another scheme.</exception>
    public static ConnectorSource Document(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? new() { Url = url }
            : throw new ArgumentException("The document's URL must be an absolute http or https URL.", nameof(url));
    }

    /// <summary>
    /// Creates a source from a document of any kind that can be read, in a file. The kind is found from the content.
    /// </summary>
    /// <param name="path">The file's path.</param>
    public static ConnectorSource DocumentFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new() { Path = path };
    }

    /// <summary>Creates a source from an OpenAPI document as text.</summary>
    /// <param name="text">JSON or YAML.</param>
    /// <exception cref="ArgumentException">
    /// It is a URL or a file's path: use <see cref="OpenApi(Uri)"/> or <see cref="OpenApiFile"/>.
    /// </exception>
    public static ConnectorSource OpenApi(string text) => Document(text).AsOpenApi();

    /// <summary>
    /// Creates a source from an OpenAPI document in a stream. The stream is read to its end when the source is used, so
    /// that the source can be used only once.
    /// </summary>
    /// <param name="content">
    /// JSON or YAML in UTF-8, or in UTF-16 with a byte order mark. The stream is not disposed.
    /// </param>
    public static ConnectorSource OpenApi(Stream content) => Document(content).AsOpenApi();

    /// <summary>
    /// Creates a source from an OpenAPI document at a URL. Relative server URLs are resolved against the URL that it
    /// was read from.
    /// </summary>
    /// <param name="url">
    /// An absolute <c>https</c> URL that reaches a public address, or a URL of an origin that the host trusts
    /// (<see cref="ExternalUrlOptions"/>).
    /// </param>
    /// <exception cref="ArgumentException">The URL is not absolute, or has another scheme.</exception>
    public static ConnectorSource OpenApi(Uri url) => Document(url).AsOpenApi();

    /// <summary>Creates a source from an OpenAPI document in a file.</summary>
    /// <param name="path">The file's path.</param>
    public static ConnectorSource OpenApiFile(string path) => DocumentFile(path).AsOpenApi();

    /// <summary>
    /// Creates a source from a connector that was imported before. The document is not read again, and the generator
    /// keeps what it has indexed as long as the definition is in use.
    /// </summary>
    /// <param name="connector">The result of <see cref="IConnectorGenerator.ImportAsync"/>.</param>
    public static ConnectorSource Of(ImportedConnector connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        var import = connector.Import ?? ImportResult.Of(connector.Definition);
        return new() { Imported = import with { Definition = connector.Definition } };
    }

    /// <summary>
    /// Creates a source from a definition, for example of a connector in the catalog. No document is read, and the
    /// generator keeps what it has indexed as long as the definition is in use.
    /// </summary>
    /// <param name="definition">The definition.</param>
    public static ConnectorSource Of(ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new() { Imported = ImportResult.Of(definition) };
    }

    /// <summary>
    /// Returns a copy that sets the connector's key, instead of one derived from the document's title.
    /// </summary>
    /// <param name="id">The key, for example <c>github</c>.</param>
    /// <exception cref="ArgumentException">The text is not a valid key; the message contains the rule.</exception>
    public ConnectorSource WithId(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        try
        {
            return Copy(id: ConnectorId.Parse(id));
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(id), exception);
        }
    }

    /// <summary>Returns a copy that sets the connector's title, instead of the document's.</summary>
    /// <param name="title">The external system's name, as text for people.</param>
    public ConnectorSource WithTitle(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return Copy(title: title);
    }

    /// <summary>
    /// Returns a copy that sets the auth methods, for documents that do not declare them. They replace the methods that
    /// the document declares. The document's security requirements still apply if they name the id of one of these
    /// methods.
    /// </summary>
    /// <param name="methods">The methods, with unique ids. Without methods, those of the document are used.</param>
    /// <exception cref="ArgumentException">Two methods have the same id.</exception>
    public ConnectorSource WithAuth(params AuthMethod[] methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        foreach (var method in methods) ArgumentNullException.ThrowIfNull(method, nameof(methods));
        if (methods.Select(method => method.Id).Distinct(StringComparer.Ordinal).Count() != methods.Length)
        {
            throw new ArgumentException(
                "The auth methods of a connector need different ids. Set their Id.", nameof(methods));
        }

        return Copy(auth: [.. methods]);
    }

    /// <summary>
    /// Returns a copy that sets the base URL, for documents without servers or with relative ones. It replaces the
    /// document's servers.
    /// </summary>
    /// <param name="baseUrl">
    /// An absolute URL. Names in braces, for example in <c>https://{store}.example.com</c>, become inputs of the
    /// connector.
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

    /// <summary>
    /// Returns a copy with a further document that belongs to the first, such as one that it refers to. It is used in
    /// place of a request.
    /// </summary>
    /// <param name="name">The document's URL, or its name relative to the first document.</param>
    /// <param name="text">The document.</param>
    public ConnectorSource WithRelated(string name, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        return Copy(related: new Dictionary<string, string>(Related, StringComparer.Ordinal) { [name] = text });
    }

    /// <summary>
    /// Returns a copy with an overlay. One that was written for the document is applied before the import, one that
    /// <see cref="OpenApiOverlay.Record"/> made is applied to what was imported, after the others. What became of its
    /// actions is <see cref="ImportedConnector.Overlay"/>.
    /// </summary>
    /// <param name="overlay">The overlay. Several are applied in the order in which they were added.</param>
    /// <exception cref="ArgumentException">
    /// The overlay was written for a document, but the source is a definition: its document is not read again.
    /// </exception>
    public ConnectorSource WithOverlay(OpenApiOverlay overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return Imported is null || overlay.ConnectorId is not null
            ? Copy(overlay: overlay)
            : throw new ArgumentException(
                "The overlay changes a document, but this source is a definition. Add the overlay to the document's "
                + "source.",
                nameof(overlay));
    }

    private ConnectorSource AsOpenApi() => Copy(isOpenApi: true);

    private ConnectorSource Copy(
        ConnectorId? id = null,
        string? title = null,
        string? baseUrl = null,
        IReadOnlyList<AuthMethod>? auth = null,
        IReadOnlyDictionary<string, string>? related = null,
        OpenApiOverlay? overlay = null,
        bool isOpenApi = false) => new()
        {
            Text = Text,
            Content = Content,
            Url = Url,
            Path = Path,
            Imported = Imported,
            IsOpenApi = isOpenApi || IsOpenApi,
            Related = related ?? Related,
            Id = id ?? Id,
            Title = title ?? Title,
            BaseUrl = baseUrl ?? BaseUrl,
            Auth = (auth ?? Auth) is { Count: > 0 } methods ? methods : null,
            Overlays = overlay is null ? Overlays : [.. Overlays, overlay],
        };
}

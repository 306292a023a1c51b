namespace Versori.Connectors.Generation;

/// <summary>The limits for reading documents and planning. Validated when the host starts.</summary>
public sealed class ConnectorGenerationOptions
{
    /// <summary>
    /// The maximum size of a document in bytes, after YAML aliases are expanded. Default: 64 MiB. Range: 1 KiB to 1
    /// GiB.
    /// </summary>
    public int MaximumDocumentSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The size in bytes from which on an OpenAPI document in JSON is read in parts when a plan is made from it: all
    /// operations are found by their ids, paths, texts, tags and parameters, and only those that the plan can be about
    /// are read whole, with their schemas. Smaller documents, other formats, and documents of plans with a chat client
    /// or an embedding generator are read whole. Default: 1 MiB. Range: 0, every one, to 1 GiB.
    /// </summary>
    public int PartialReadingSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// The maximum number of further documents that are fetched for one source because it refers to them. All of them
    /// together are at most <see cref="MaximumDocumentSize"/>, and each is subject to <see cref="ExternalUrls"/>.
    /// Documents that the host gives with <see cref="ConnectorSource.WithRelated"/> do not count. Default: 0, none is
    /// fetched. Range: 0 to 1,000.
    /// </summary>
    public int MaximumRelatedDocuments { get; set; }

    /// <summary>
    /// Whether the metadata of authorization servers and protected resources is requested (RFC 8414, OpenID Connect
    /// Discovery, RFC 9728) when a document leaves out how to authenticate, subject to <see cref="ExternalUrls"/>.
    /// Otherwise a plan asks for it. Default: no.
    /// </summary>
    public bool DiscoverAuthentication { get; set; }

    /// <summary>
    /// The maximum number of endpoints that a plan selects for one connector. Default: 12. Range: 1 to 200.
    /// </summary>
    public int MaximumEndpointsPerConnector { get; set; } = 12;

    /// <summary>
    /// The maximum time for fetching one document, including its whole content. Default: 60 seconds. Range: more than
    /// 0, at most 1 hour.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Where the URLs of documents and their redirects may lead. Default: the host's <see cref="ExternalUrlOptions"/>;
    /// without dependency injection, to public addresses over <c>https</c> only.
    /// </summary>
    public ExternalUrlOptions? ExternalUrls { get; set; }

    /// <summary>
    /// The limits of the host's chat client and embedding generator, if it has registered them.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public PlanModelOptions Model
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    internal IEnumerable<string> Problems()
    {
        foreach (var problem in Model.Problems()) yield return problem;
        foreach (var problem in ExternalUrls?.Problems() ?? []) yield return problem;
        if (MaximumDocumentSize is < 1024 or > 1024 * 1024 * 1024)
        {
            yield return $"{nameof(MaximumDocumentSize)} is {MaximumDocumentSize}. "
                + "It must be from 1024 to 1073741824 bytes.";
        }

        if (PartialReadingSize is < 0 or > 1024 * 1024 * 1024)
        {
            yield return $"{nameof(PartialReadingSize)} is {PartialReadingSize}. "
                + "It must be from 0 to 1073741824 bytes.";
        }

        if (MaximumEndpointsPerConnector is < 1 or > 200)
        {
            yield return $"{nameof(MaximumEndpointsPerConnector)} is {MaximumEndpointsPerConnector}. "
                + "It must be from 1 to 200.";
        }

        if (MaximumRelatedDocuments is < 0 or > 1000)
            yield return $"{nameof(MaximumRelatedDocuments)} is {MaximumRelatedDocuments}. It must be from 0 to 1000.";

        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(RequestTimeout)} is {RequestTimeout}. "
                + "It must be more than zero and at most one hour.";
        }
    }
}

using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Finds the kind of a document and reads it.</summary>
internal static class SourceReader
{
    // Examined in this order. OpenAPI is last, because its YAML is recognised only by parsing it.
    private static readonly ISourceKind[] Kinds =
    [
        new WsdlSource(),
        new GraphQLSource(),
        new PostmanSource(),
        new HarSource(),
        new DiscoverySource(),
        new PowerPlatformSource(),
        new OpenApiSource(),
    ];

    /// <summary>Reads a document.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: the document is of no known kind, or cannot be read.
    /// </exception>
    public static async Task<ImportResult> ReadAsync(RawDocument raw, ImportRequest request)
    {
        using var document = new SourceDocument(raw, request.Options.MaximumDocumentSize, request.Work)
        {
            Related = request.Source.Related.Values,
        };
        var import = await ReadAsync(document, request).ConfigureAwait(false);
        if (request.KnownHosts is { } hosts && request.Source.Auth is null)
            import = KnownCompletion.Complete(import, hosts);
        if (!request.Options.DiscoverAuthentication || request.Source.Auth is not null) return import;
        var metadata = new MetadataReader(
            request.Fetcher, request.Options.MaximumDocumentSize, request.CancellationToken);
        return await new AuthCompletion(metadata).CompleteAsync(import).ConfigureAwait(false);
    }

    private static async Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request)
    {
        try
        {
            var kind = request.Source.IsOpenApi ? Kinds[^1] : Find(document);
            return await kind.ReadAsync(document, request).ConfigureAwait(false);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw DocumentErrors.Invalid("", "A text of the document takes too long to read.", inner: exception);
        }
    }

    private static ISourceKind Find(SourceDocument document) =>
        Array.Find(Kinds, kind => kind.Matches(document)) ?? throw DocumentErrors.Invalid(
            "",
            $"This is none of the documents that can be read: {string.Join(", ", Kinds.Select(kind => kind.Name))}.",
            1);
}

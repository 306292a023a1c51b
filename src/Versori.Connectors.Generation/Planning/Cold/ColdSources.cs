using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Overlays;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Reads the large documents of a plan in parts: first their outlines, by which the endpoints are ranked, then the
/// endpoints that the plan can be about, with everything that they refer to. What cannot be read in parts is read
/// whole, so that the errors are those of the import.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="fetcher">Fetches further documents.</param>
/// <param name="knownHosts">The known systems, if the host has added them.</param>
/// <param name="cancellationToken">Cancels reading.</param>
internal sealed class ColdSources(
    ConnectorGenerationOptions options,
    DocumentFetcher fetcher,
    IKnownHosts? knownHosts,
    CancellationToken cancellationToken)
{
    // A document with so few is large because of its schemas.
    private const int FewOperations = 100;

    private readonly Dictionary<int, (ColdSource Source, ImportResult Head)> _sources = [];

    /// <summary>Whether a document is read in parts, as far as its source shows.</summary>
    public static bool IsPossible(ConnectorSource source, RawDocument raw, ConnectorGenerationOptions options) =>
        raw.Content.Length >= options.PartialReadingSize
        && source.Related.Count == 0
        && source.Overlays.Count == 0
        && options.MaximumRelatedDocuments == 0
        && !options.DiscoverAuthentication;

    /// <summary>Reads what a document contains.</summary>
    /// <param name="at">The place of the source in the request.</param>
    /// <param name="source">The source.</param>
    /// <param name="raw">The document.</param>
    /// <returns>
    /// The import with the endpoints of the outline, for comparing words; <see langword="null"/> if the document has to
    /// be read whole.
    /// </returns>
    public async Task<ImportResult?> OutlineAsync(int at, ConnectorSource source, RawDocument raw)
    {
        var work = new Work(cancellationToken);
        var text = DocumentText.ToUtf8(raw.Content);
        if (DocumentParser.FormatOf(text.Span) != SourceFormat.Json) return null;
        if (OutlineReader.Read(LoneSurrogates.Replace(text), work) is not { } outline) return null;
        var cold = new ColdSource(raw, source, outline);
        cold.Prepare(work);
        // What is true of the whole document is read with any one of its operations.
        var head = await ReadAsync(cold, [cold.Operations[0]], work).ConfigureAwait(false);
        if (head is null) return null;
        head = head with { Definition = head.Definition with { Endpoints = cold.Endpoints } };
        cold.Index(head.Definition, work);
        _sources[at] = (cold, head);
        return head;
    }

    /// <summary>Replaces the outlines by what the plan can be about.</summary>
    /// <param name="imports">The imports and outlines of all sources.</param>
    /// <param name="request">What the plan is made from.</param>
    /// <param name="requirements">The requirements, with the answers that explain them.</param>
    /// <param name="maximum">How many endpoints of a source are chosen at most.</param>
    /// <param name="whole">Reads a document whole.</param>
    public async Task CompleteAsync(
        List<ImportResult> imports,
        PlanRequest request,
        string requirements,
        int maximum,
        Func<ConnectorSource, RawDocument, Task<ImportResult>> whole)
    {
        if (_sources.Count == 0) return;
        var work = new Work(cancellationToken);
        var selector = new LexicalEndpointSelector(
            requirements,
            [.. imports.Select(import => import.Definition)],
            work,
            known: [.. imports.Select(import => import.Known?.Names ?? [])]);
        var selections = selector.Select(maximum);
        foreach (var (at, (cold, head)) in _sources)
        {
            var operations = cold.Operations.Count <= FewOperations
                ? cold.Operations
                : selector.Relevant(at, selections[at])
                    .Concat(selector.ValuesFor(at, cold.Ticked(request.Previous)).Select(item => item.Endpoint))
                    .Select(cold.OperationOf)
                    .Concat(cold.Further(head.Definition, request.Previous));
            var read = await ReadAsync(cold, operations, work).ConfigureAwait(false);
            if (read is not null && read.Definition.Endpoints.Count < cold.Operations.Count)
                cold.Keep(read.Definition, work);
            imports[at] = read ?? await whole(cold.Source, cold.Raw).ConfigureAwait(false);
        }
    }

    private async Task<ImportResult?> ReadAsync(ColdSource cold, IEnumerable<OutlinedOperation> operations, Work work)
    {
        var request = new ImportRequest(cold.Source, options, fetcher, NeedsServer: false, work, cancellationToken)
        {
            KnownHosts = knownHosts,
            EndpointIds = cold.EndpointIds,
        };
        try
        {
            var reduced = cold.Reduced(operations, work);
            var import = await SourceOverlays.ImportAsync(reduced, request).ConfigureAwait(false);
            return knownHosts is null ? import : KnownCompletion.Name(import, knownHosts);
        }
        catch (Exception exception) when (exception is ConnectorException or RegexMatchTimeoutException)
        {
            // The import of the whole document reports it, with its place.
            return null;
        }
    }
}

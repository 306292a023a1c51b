using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Overlays;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Generation;

/// <summary>Loads documents, imports them and makes plans from them.</summary>
internal sealed class DefaultConnectorGenerator(
    DocumentFetcher fetcher,
    PlanModel model,
    ConnectorGenerationOptions options,
    EngineLifetime? lifetime = null,
    IKnownHosts? knownHosts = null) : IConnectorGenerator
{
    private readonly DocumentLoader _loader = new(fetcher, options);
    private readonly Planner _planner = new(model, options.MaximumEndpointsPerConnector);

    public async Task<ImportedConnector> ImportAsync(
        ConnectorSource source, CancellationToken cancellationToken = default)
    {
        lifetime?.ThrowIfStopped();
        var import = await ReadAsync(source, needsServer: true, cancellationToken).ConfigureAwait(false);
        return new(import.Definition, import.Warnings) { Import = import, Overlay = import.Overlay };
    }

    public Task<IntegrationPlan> PlanAsync(
        string requirements, IReadOnlyList<ConnectorSource> sources, CancellationToken cancellationToken = default)
    {
        lifetime?.ThrowIfStopped();
        ArgumentException.ThrowIfNullOrWhiteSpace(requirements);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(sources), "A plan needs at least one source.");
        return PlanAsync(new() { Requirements = requirements, Sources = sources }, cancellationToken);
    }

    public async Task<IntegrationPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken = default)
    {
        lifetime?.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Requirements, nameof(request));
        RequirementErrors.ThrowIfTooLong(request.Requirements);
        ArgumentNullException.ThrowIfNull(request.Sources, nameof(request));
        if (request.Sources.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(request), "A plan needs at least one source.");
        // Models work over all endpoints, so that they need the whole document.
        var isCold = !model.HasChat && model.Ranker() is null;
        var cold = new ColdSources(options, fetcher, knownHosts, cancellationToken);
        var imports = new List<ImportResult>(request.Sources.Count);
        foreach (var (at, source) in request.Sources.Index())
        {
            request.Progress?.Report(new(PlanStage.Reading, at, request.Sources.Count));
            ArgumentNullException.ThrowIfNull(source, nameof(request));
            if (source.Imported is not null)
            {
                imports.Add(await ReadAsync(source, needsServer: false, cancellationToken).ConfigureAwait(false));
                continue;
            }

            var raw = await _loader.LoadAsync(source, cancellationToken).ConfigureAwait(false);
            var outline = isCold && ColdSources.IsPossible(source, raw, options)
                ? await Task.Run(() => cold.OutlineAsync(at, source, raw), cancellationToken).ConfigureAwait(false)
                : null;
            imports.Add(outline ?? await ImportAsync(source, raw, needsServer: false, cancellationToken)
                .ConfigureAwait(false));
        }

        var requirements = new QuestionAnswers(request.Previous).Explain(request.Requirements);
        RequirementErrors.ThrowIfTooLong(requirements);
        await Task.Run(
            () => cold.CompleteAsync(
                imports,
                request,
                requirements,
                options.MaximumEndpointsPerConnector,
                (source, raw) => ImportAsync(source, raw, needsServer: false, cancellationToken)),
            cancellationToken).ConfigureAwait(false);
        return await _planner.PlanAsync(request, imports, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="needsServer">Whether a missing server is an error, and not an open point.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<ImportResult> ReadAsync(
        ConnectorSource source, bool needsServer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Imported is { } imported)
            return Named(SourceOverlays.Edit(ImportedSource.Read(imported, source), source.Overlays));
        var raw = await _loader.LoadAsync(source, cancellationToken).ConfigureAwait(false);
        return await ImportAsync(source, raw, needsServer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImportResult> ImportAsync(
        ConnectorSource source, RawDocument raw, bool needsServer, CancellationToken cancellationToken)
    {
        // A large document takes seconds. The caller's thread is free in the meantime.
        var request = new ImportRequest(
            source, options, fetcher, needsServer, new(cancellationToken), cancellationToken)
        {
            KnownHosts = knownHosts,
        };
        return Named(await Task.Run(() => SourceOverlays.ImportAsync(raw, request), cancellationToken)
            .ConfigureAwait(false));
    }

    private ImportResult Named(ImportResult import) =>
        knownHosts is null ? import : KnownCompletion.Name(import, knownHosts);
}

using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation;

/// <summary>Loads documents, imports them and makes plans from them.</summary>
internal sealed class DefaultConnectorGenerator(
    DocumentFetcher fetcher, IChatClient? chat, ConnectorGenerationOptions options) : IConnectorGenerator
{
    private readonly DocumentLoader _loader = new(fetcher, options);
    private readonly Planner _planner = new(chat, options.MaximumEndpointsPerConnector);

    public async Task<ImportedConnector> ImportAsync(
        ConnectorSource source, CancellationToken cancellationToken = default)
    {
        var import = await ReadAsync(source, needsServer: true, cancellationToken).ConfigureAwait(false);
        return new(import.Definition, import.Warnings) { Import = import };
    }

    public async Task<IntegrationPlan> PlanAsync(
        string requirements, IReadOnlyList<ConnectorSource> sources, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requirements);
        RequirementErrors.ThrowIfTooLong(requirements);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count, nameof(sources));
        var imports = new List<ImportResult>(sources.Count);
        foreach (var source in sources)
        {
            imports.Add(await ReadAsync(source, needsServer: false, cancellationToken).ConfigureAwait(false));
        }

        return await _planner.PlanAsync(requirements, imports, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImportResult> ReadAsync(
        ConnectorSource source, bool needsServer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Imported is { } imported) return ImportedSource.Read(imported, source);
        var raw = await _loader.LoadAsync(source, cancellationToken).ConfigureAwait(false);
        return DocumentImporter.Import(
            raw, source, options.MaximumDocumentSize, needsServer, new(cancellationToken));
    }
}

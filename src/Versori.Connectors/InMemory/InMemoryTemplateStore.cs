namespace Versori.Connectors.InMemory;

/// <summary>Keeps templates in memory until the process ends.</summary>
public sealed class InMemoryTemplateStore : ITemplateStore
{
    private readonly InMemoryTable<TemplateId, ConnectionTemplate> _templates = new(row => row.Id, row => row.Revision);

    /// <inheritdoc />
    public ValueTask<ConnectionTemplate?> FindAsync(TemplateId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_templates.Find(id));
    }

    /// <inheritdoc />
    public ValueTask<SaveResult<ConnectionTemplate>> SaveAsync(
        ConnectionTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_templates.Save(template, row => row with { Revision = row.Revision + 1 }));
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(TemplateId id, long revision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_templates.Delete(id, revision) is not null);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ConnectionTemplate> ListAsync(TemplateFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Streaming.Of(
            _templates.List(
                row => (filter.ConnectorId is not { } connector || row.ConnectorId == connector)
                    && (filter.Integration is not { } integration || row.Id.Integration == integration),
                filter.After),
            cancellationToken);
    }
}

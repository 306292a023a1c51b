using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenConnectorStore(string flaw) : IConnectorStore
{
    private readonly InMemoryConnectorStore _inner = new();
    private readonly Meeting _looked = new();

    public async ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken) =>
        flaw switch
        {
            "old versions are lost" when version is not null =>
                await _inner.FindAsync(id, null, cancellationToken) is { } current && current.Version == version
                    ? current
                    : null,
            "a version has the current definition"
                when await _inner.FindAsync(id, version, cancellationToken) is { } found =>
                found with { Definition = (await _inner.FindAsync(id, null, cancellationToken))!.Definition },
            "a missing version is the current one" =>
                await _inner.FindAsync(id, version, cancellationToken)
                    ?? await _inner.FindAsync(id, null, cancellationToken),
            _ => await _inner.FindAsync(id, version, cancellationToken),
        };

    public async ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "a save ignores the revision" when await _inner.FindAsync(
                connector.Id, null, cancellationToken) is { } there:
                return await _inner.SaveAsync(connector with { Revision = there.Revision }, cancellationToken);
            case "a save checks before it writes":
                var seen = (await _inner.FindAsync(connector.Id, null, cancellationToken))?.Revision ?? 0;
                if (seen != connector.Revision) return await _inner.SaveAsync(connector, cancellationToken);
                await _looked.ArriveAndWaitAsync();
                return await ForceAsync(connector, cancellationToken);
            case "a save restores a deleted record" when await _inner.FindAsync(
                connector.Id, null, cancellationToken) is null:
                return await _inner.SaveAsync(connector with { Revision = 0 }, cancellationToken);
            case "a conflict returns the sent record":
                var result = await _inner.SaveAsync(connector, cancellationToken);
                return result.IsSaved ? result : SaveResult<Connector>.Conflict(connector);
            case "cancellation is ignored":
                return await _inner.SaveAsync(connector, default);
            case "the draft is lost":
                return await _inner.SaveAsync(connector with { Draft = null }, cancellationToken);
            default:
                return await _inner.SaveAsync(connector, cancellationToken);
        }
    }

    public async ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken) =>
        await _inner.DeleteAsync(
            id,
            flaw == "a deletion ignores the revision"
                && await _inner.FindAsync(id, null, cancellationToken) is { } there
                ? there.Revision
                : revision,
            cancellationToken);

    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken) => flaw switch
    {
        "a list is ordered by creation" =>
            _inner.ListAsync(after, cancellationToken).OrderByDescending(connector => connector.Id),
        "a page repeats the last key" =>
            _inner.ListAsync(null, cancellationToken)
                .Where(connector => after is not { } key || connector.Id.CompareTo(key) >= 0),
        "a list ignores cancellation" => _inner.ListAsync(after, default),
        _ => _inner.ListAsync(after, cancellationToken),
    };

    private async ValueTask<SaveResult<Connector>> ForceAsync(Connector connector, CancellationToken cancellationToken)
    {
        while (true)
        {
            var revision = (await _inner.FindAsync(connector.Id, null, cancellationToken))?.Revision ?? 0;
            var result = await _inner.SaveAsync(connector with { Revision = revision }, cancellationToken);
            if (result.IsSaved) return result;
        }
    }
}

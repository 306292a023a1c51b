using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenConnectorStore(string flaw) : IConnectorStore
{
    private readonly InMemoryConnectorStore _inner = new();
    private readonly Meeting _looked = new();

    public async ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken) =>
        flaw switch
        {
            "old versions are forgotten" when version is not null =>
                await _inner.FindAsync(id, null, cancellationToken) is { } current && current.Version == version
                    ? current
                    : null,
            "a version has today's definition"
                when await _inner.FindAsync(id, version, cancellationToken) is { } found =>
                found with { Definition = (await _inner.FindAsync(id, null, cancellationToken))!.Definition },
            "a version that is not there is the current one" =>
                await _inner.FindAsync(id, version, cancellationToken)
                    ?? await _inner.FindAsync(id, null, cancellationToken),
            _ => await _inner.FindAsync(id, version, cancellationToken),
        };

    public async ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "a save asks for no revision" when await _inner.FindAsync(
                connector.Id, null, cancellationToken) is { } there:
                return await _inner.SaveAsync(connector with { Revision = there.Revision }, cancellationToken);
            case "a save looks first and writes then":
                var seen = (await _inner.FindAsync(connector.Id, null, cancellationToken))?.Revision ?? 0;
                if (seen != connector.Revision) return await _inner.SaveAsync(connector, cancellationToken);
                await _looked.ArriveAndWaitAsync();
                return await ForceAsync(connector, cancellationToken);
            case "a save brings back what was deleted" when await _inner.FindAsync(
                connector.Id, null, cancellationToken) is null:
                return await _inner.SaveAsync(connector with { Revision = 0 }, cancellationToken);
            case "a conflict shows what was sent":
                var result = await _inner.SaveAsync(connector, cancellationToken);
                return result.IsSaved ? result : SaveResult<Connector>.Conflict(connector);
            case "cancellation is not heard":
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
            flaw == "a deletion asks for no revision"
                && await _inner.FindAsync(id, null, cancellationToken) is { } there
                ? there.Revision
                : revision,
            cancellationToken);

    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken) => flaw switch
    {
        "a list is in the order of creation" =>
            _inner.ListAsync(after, cancellationToken).OrderByDescending(connector => connector.Id),
        "a list begins at the key that it should go on from" =>
            _inner.ListAsync(null, cancellationToken)
                .Where(connector => after is not { } key || connector.Id.CompareTo(key) >= 0),
        "a list is deaf" => _inner.ListAsync(after, default),
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

using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Engine;

public sealed class UnreliableConnectorStore(Outage outage) : IConnectorStore
{
    private readonly InMemoryConnectorStore _inner = new();

    public ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken)
    {
        outage.Check("find connector");
        return _inner.FindAsync(id, version, cancellationToken);
    }

    public async ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken)
    {
        outage.Check("save connector");
        var result = await _inner.SaveAsync(connector, cancellationToken);
        outage.On?.Invoke("saved connector");
        return result;
    }

    public ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken)
    {
        outage.Check("delete connector");
        return _inner.DeleteAsync(id, revision, cancellationToken);
    }

    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken)
    {
        outage.Check("list connectors");
        return _inner.ListAsync(after, cancellationToken);
    }
}

using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Engine;

public sealed class UnreliableConnectionStore(Outage outage) : IConnectionStore
{
    private readonly InMemoryConnectionStore _inner = new();

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        outage.Check("find connection");
        if (outage.Hang is { } hang)
        {
            hang.TrySetResult();
            // The hanging read also ignores its cancellation token.
            return new(new TaskCompletionSource<Connection?>().Task);
        }

        return _inner.FindAsync(id, cancellationToken);
    }

    public async ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        outage.Check("save connection");
        var result = await _inner.SaveAsync(connection, cancellationToken);
        outage.On?.Invoke("saved connection");
        return result;
    }

    public async ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken)
    {
        outage.Check("delete connection");
        var result = await _inner.DeleteAsync(id, revision, cancellationToken);
        outage.On?.Invoke("deleted connection");
        return result;
    }

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken)
    {
        outage.Check("list connections");
        return _inner.ListAsync(filter, cancellationToken);
    }
}

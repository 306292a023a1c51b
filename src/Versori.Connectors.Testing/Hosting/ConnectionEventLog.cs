using System.Collections.Concurrent;

namespace Versori.Connectors.Testing;

/// <summary>Keeps the events of connections.</summary>
internal sealed class ConnectionEventLog : IConnectionObserver
{
    private readonly ConcurrentQueue<ConnectionEvent> _events = new();

    public IReadOnlyList<ConnectionEvent> Events => [.. _events];

    public ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken)
    {
        _events.Enqueue(connectionEvent);
        return default;
    }
}

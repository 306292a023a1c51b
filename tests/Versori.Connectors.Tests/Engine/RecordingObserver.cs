using System.Collections.Concurrent;

namespace Versori.Connectors.Tests.Engine;

public sealed class RecordingObserver : IConnectionObserver
{
    private readonly ConcurrentQueue<ConnectionEvent> _events = new();

    public IReadOnlyList<ConnectionEventKind> Kinds => [.. _events.Select(connectionEvent => connectionEvent.Kind)];

    public ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken)
    {
        _events.Enqueue(connectionEvent);
        return default;
    }
}

namespace Versori.Connectors;

/// <summary>Receives the events of connections. A host can register several.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. Exceptions of an observer are logged and affect neither the connection
/// nor other observers. Observers are called after the change is saved, and the caller that made the change waits for
/// them, so they should return quickly.
/// </remarks>
public interface IConnectionObserver
{
    /// <summary>Called after an event.</summary>
    ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken);
}

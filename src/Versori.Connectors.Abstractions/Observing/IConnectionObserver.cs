namespace Versori.Connectors;

/// <summary>Is told what happens to connections. A host registers as many as it likes.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. An observer that throws is logged and harms neither the connection nor the
/// other observers. It is called after the change is saved, and the one who caused the change waits for it: be quick.
/// </remarks>
public interface IConnectionObserver
{
    /// <summary>Something happened to a connection.</summary>
    ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken);
}

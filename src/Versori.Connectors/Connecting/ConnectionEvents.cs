using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Connecting;

/// <summary>Notifies the host's observers. An observer that fails is logged and affects nothing else.</summary>
internal sealed class ConnectionEvents(
    IEnumerable<IConnectionObserver> observers, ILogger<ConnectionEvents> logger, TimeProvider time)
{
    private readonly IConnectionObserver[] _observers = [.. observers];

    public async Task RaiseAsync(ConnectionEventKind kind, Connection connection, CancellationToken cancellationToken)
    {
        logger.ConnectionChanged(kind, connection.Id, connection.ConnectorId);
        var connectionEvent = new ConnectionEvent(kind, connection, time.GetUtcNow());
        foreach (var observer in _observers)
        {
            try
            {
                await observer.OnEventAsync(connectionEvent, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
                when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.ObserverFailed(exception, observer.GetType().Name, kind, connection.Id);
            }
        }
    }
}

using Microsoft.Extensions.Logging;
using Versori.Connectors.Auditing;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Records what happened to connections, and notifies the host's observers. An observer that fails is logged and
/// affects nothing else.
/// </summary>
internal sealed class ConnectionEvents(
    IEnumerable<IConnectionObserver> observers, AuditTrail audit, ILogger<ConnectionEvents> logger, TimeProvider time)
{
    private readonly IConnectionObserver[] _observers = [.. observers];

    /// <param name="kind">What happened.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="action">What the audit record calls it.</param>
    /// <param name="isAutomatic">Whether the engine did it by itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task RaiseAsync(
        ConnectionEventKind kind,
        Connection connection,
        AuditAction action,
        bool isAutomatic,
        CancellationToken cancellationToken)
    {
        await audit.RecordAsync(action, connection, isAutomatic).ConfigureAwait(false);
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

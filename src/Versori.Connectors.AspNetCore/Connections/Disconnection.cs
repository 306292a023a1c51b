namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>
/// Disconnects for pages and the API. What is bound to the connection is removed only if the person has seen it.
/// </summary>
internal sealed class Disconnection(IConnections connections)
{
    /// <param name="id">The connection.</param>
    /// <param name="seen">The fingerprint of what was shown; null if nothing was.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Why it was not disconnected: what is bound to it was not shown. Null if it was.</returns>
    public async Task<ConnectorException?> TryAsync(
        ConnectionId id, string? seen, CancellationToken cancellationToken)
    {
        try
        {
            var disconnecting = string.IsNullOrWhiteSpace(seen)
                ? connections.DisconnectAsync(id, force: false, cancellationToken)
                : connections.DisconnectAsync(id, seen, cancellationToken);
            await disconnecting.ConfigureAwait(false);
            return null;
        }
        catch (ConnectorException exception)
            when (exception.Code is ConnectorErrorCode.InUse or ConnectorErrorCode.Conflict)
        {
            return exception;
        }
    }
}

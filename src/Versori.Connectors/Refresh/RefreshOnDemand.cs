using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>Refreshes a connection's tokens on request of the host, whether they are due or not.</summary>
internal sealed class RefreshOnDemand(ConnectionLookup lookup, ConnectionRuntimes runtimes)
{
    public async Task<Connection> RefreshAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var runtime = runtimes.For(id);
        await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
        var refreshed = await runtime.RefreshNowAsync(cancellationToken).ConfigureAwait(false);
        return refreshed.CanRefresh
            ? refreshed.Connection
            : throw ConnectionErrors.Create(
                ConnectorErrorCode.NotSupported,
                $"The connection '{connection.Name}' has no tokens that can be refreshed. Replace its credential with "
                    + "IConnections.ReconnectAsync.",
                id.ToString());
    }
}

using Versori.Connectors.Auditing;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Sets the default connection of an owner for a connector.</summary>
internal sealed class DefaultConnections(
    IConnectionStore connections, ConnectionLookup lookup, Routes routes, AuditTrail audit, TimeProvider time)
{
    public async Task<Connection> SetAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        // One save, and the latest choice counts. Two callers that choose at the same time cannot undo each other.
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var since = await TimeAfterEarlierChoicesAsync(connection, cancellationToken).ConfigureAwait(false);
        var chosen = await SaveAsync(id, since, cancellationToken).ConfigureAwait(false);
        routes.Invalidate(chosen);
        await audit.RecordAsync(AuditAction.DefaultChosen, chosen).ConfigureAwait(false);
        return chosen;
    }

    // Later than every earlier choice, even if the clocks of several machines differ.
    private async Task<DateTimeOffset> TimeAfterEarlierChoicesAsync(
        Connection connection, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        var filter = new ConnectionFilter { ConnectorId = connection.ConnectorId, Owner = connection.Owner };
        await foreach (var other in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (other.Id != connection.Id && other.DefaultSince >= since) since = other.DefaultSince.Value.AddTicks(1);
        }

        return since;
    }

    private async Task<Connection> SaveAsync(
        ConnectionId id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        SaveResult<Connection> result;
        do
        {
            if (connection.DefaultSince == since) return connection;
            result = await connections.SaveAsync(connection with { DefaultSince = since }, cancellationToken)
                .ConfigureAwait(false);
            connection = result.Current ?? throw ConnectionErrors.NotFound(id);
        }
        while (!result.IsSaved);

        return connection;
    }
}

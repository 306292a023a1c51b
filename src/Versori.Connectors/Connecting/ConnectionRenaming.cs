using Versori.Connectors.Auditing;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Gives connections other names.</summary>
internal sealed class ConnectionRenaming(
    IConnectionStore connections, ConnectionLookup lookup, Routes routes, AuditTrail audit)
{
    public async Task<Connection> RenameAsync(ConnectionId id, string name, CancellationToken cancellationToken)
    {
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var former = connection.Name;
        while (connection.Name != name)
        {
            var result = await connections.SaveAsync(connection with { Name = name }, cancellationToken)
                .ConfigureAwait(false);
            if (result.Current is not { } current) throw ConnectionErrors.NotFound(id);
            if (result.IsSaved)
            {
                routes.Invalidate(current);
                await audit.RecordAsync(AuditAction.Renamed, current, detail: former).ConfigureAwait(false);
                return current;
            }

            // The store returns the other connection that has the name, or this one as somebody else changed it.
            if (current.Id != id) throw ConnectionErrors.NewNameTaken(current);
            connection = current;
        }

        return connection;
    }
}

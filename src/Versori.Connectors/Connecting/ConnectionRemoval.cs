using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Disconnects: deletes the connection, then revokes its tokens and removes its secrets and bindings.
/// </summary>
internal sealed class ConnectionRemoval(
    IConnectionStore connections,
    IBindingStore bindings,
    ConnectionSecrets secrets,
    TokenRevoker revoker,
    ConnectionRuntimes runtimes,
    Routes routes,
    ConnectionEvents events)
{
    public async Task DisconnectAsync(ConnectionId id, bool force, CancellationToken cancellationToken)
    {
        var bound = await bindings.ListAsync(new() { ConnectionId = id }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (bound.Count > 0 && !force) throw InUse(id, bound);

        var connection = await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        runtimes.Remove(id);
        routes.Remove(connection);
        // RFC 7009: revoke after the connection is deleted, so that nothing can use or refresh the revoked tokens.
        await revoker.RevokeAsync(connection).ConfigureAwait(false);
        // The connection is deleted, so nothing else would remove its secrets.
        await secrets.RemoveAllAsync(id, CancellationToken.None).ConfigureAwait(false);
        foreach (var binding in bound)
        {
            await bindings.DeleteAsync(binding.Key, binding.Revision, CancellationToken.None).ConfigureAwait(false);
        }

        await events.RaiseAsync(
            ConnectionEventKind.Disconnected,
            connection,
            AuditAction.Disconnected,
            isAutomatic: false,
            CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<Connection> DeleteAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection;
        do
        {
            connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        }
        while (!await connections.DeleteAsync(id, connection.Revision, cancellationToken).ConfigureAwait(false));

        return connection;
    }

    // If an earlier attempt was interrupted after the deletion, this one removes the secrets that were left behind.
    private async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (connection is not null) return connection;
        await secrets.RemoveAllAsync(id, cancellationToken).ConfigureAwait(false);
        throw ConnectionErrors.NotFound(id);
    }

    private static ConnectorException InUse(ConnectionId id, List<Binding> bound) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InUse,
        Message = $"The connection is bound to {string.Join(", ", bound.Select(binding => binding.Key.Template))}. "
            + "Unbind these first (IConnections.RemoveBindingAsync), or disconnect with force.",
        Location = id.ToString(),
        Related = [.. bound.Select(binding => binding.Key.Template.ToString())],
    });
}

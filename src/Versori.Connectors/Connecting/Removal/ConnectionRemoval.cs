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
    private const int MaximumNamed = 20;

    public async Task DisconnectAsync(ConnectionId id, bool force, CancellationToken cancellationToken)
    {
        var bound = await ListAsync(id, cancellationToken).ConfigureAwait(false);
        if (bound.Count > 0 && !force) throw InUse(id, bound);
        await RemoveAsync(id, bound, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disconnects if what is bound to the connection is what its user has seen.</summary>
    public async Task DisconnectAsync(ConnectionId id, string usage, CancellationToken cancellationToken)
    {
        var bound = await ListAsync(id, cancellationToken).ConfigureAwait(false);
        var found = await ConnectionUsages.OfAsync(bound.ToAsyncEnumerable()).ConfigureAwait(false);
        if (found.Fingerprint != usage) throw Changed(id, bound);
        await RemoveAsync(id, bound, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<List<Binding>> ListAsync(ConnectionId id, CancellationToken cancellationToken) =>
        bindings.ListAsync(new() { ConnectionId = id }, cancellationToken).ToListAsync(cancellationToken);

    private async Task RemoveAsync(ConnectionId id, List<Binding> bound, CancellationToken cancellationToken)
    {
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
        Message = $"The connection is bound to {NamesOf(bound)}. "
            + "Unbind these first (IConnections.RemoveBindingAsync), or disconnect with force.",
        Location = id.ToString(),
        Related = [.. TemplatesOf(bound)],
    });

    private static ConnectorException Changed(ConnectionId id, List<Binding> bound) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.Conflict,
        Message = bound.Count == 0
            ? "What is bound to the connection has changed: nothing is bound to it any more. "
                + "Read it again (IConnections.GetUsageAsync)."
            : $"What is bound to the connection has changed: it is bound to {NamesOf(bound)}. "
                + "Read it again (IConnections.GetUsageAsync).",
        Location = id.ToString(),
        Related = [.. TemplatesOf(bound)],
    });

    // End users of one template have a binding each.
    private static IEnumerable<string> TemplatesOf(List<Binding> bound) =>
        bound.Select(binding => binding.Key.Template.ToString()).Distinct(StringComparer.Ordinal);

    private static string NamesOf(List<Binding> bound)
    {
        var names = TemplatesOf(bound).ToArray();
        var named = string.Join(", ", names.Take(MaximumNamed));
        return names.Length > MaximumNamed ? $"{named} and {names.Length - MaximumNamed} more" : named;
    }
}

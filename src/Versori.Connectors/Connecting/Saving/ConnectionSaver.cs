using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Saves a verified draft: its secrets, then the connection that refers to them. A failure removes the secrets.
/// </summary>
internal sealed class ConnectionSaver(
    IConnectionStore connections,
    ISecretStore secrets,
    ConnectionSecrets connectionSecrets,
    ILogger<ConnectionSaver> logger)
{
    /// <param name="draft">The draft, with its snapshot and tokens.</param>
    /// <param name="onConflict">Creates the error when another connection or revision is stored.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is left behind then either.</param>
    public async Task<Connection> SaveAsync(
        ConnectionDraft draft, Func<Connection?, ConnectorException> onConflict, CancellationToken cancellationToken)
    {
        var write = new ConnectionWrite(connections, secrets);
        Connection? connection = null;
        try
        {
            connection = await AddSecretsAsync(write, draft, cancellationToken).ConfigureAwait(false);
            var result = await write.SaveAsync(connection, [], cancellationToken).ConfigureAwait(false);
            // A store that retried because a response was lost may find its own save as a conflict.
            var isSaved = result.IsSaved || IsSame(result.Current, connection);
            return isSaved ? result.Current! : throw onConflict(result.Current);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A failed save may have succeeded in the store, for example when its response was lost.
            var isUncertain = connection is not null && exception is not ConnectorException;
            if (isUncertain && await FindSavedAsync(connection!).ConfigureAwait(false) is { } saved) return saved;
            if (!write.IsAtomic) await UndoAsync(draft.Connection, write.Written).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Connection> AddSecretsAsync(
        ConnectionWrite write, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        var connection = draft.Connection;
        if (!draft.Fields.IsEmpty)
        {
            var reference = await write
                .AddAsync(
                    SecretHolder.For(connection.Id),
                    ConnectionSecrets.CredentialName,
                    draft.Fields.Pack(),
                    cancellationToken)
                .ConfigureAwait(false);
            connection = connection with { Snapshot = connection.Snapshot with { Secrets = reference } };
        }

        var tokens = await TokenWriter.WriteAsync(write, connection.Id, draft.Tokens, cancellationToken)
            .ConfigureAwait(false);
        return connection with { Tokens = tokens };
    }

    private async Task<Connection?> FindSavedAsync(Connection connection)
    {
        try
        {
            var found = await connections.FindAsync(connection.Id, CancellationToken.None).ConfigureAwait(false);
            return IsSame(found, connection) ? found : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreUnavailable(exception, connection.Id.ToString());
            return null;
        }
    }

    private static bool IsSame(Connection? found, Connection connection)
    {
        if (found is null || found.Id != connection.Id) return false;
        return found.Snapshot == connection.Snapshot && found.Tokens.Equals(connection.Tokens);
    }

    // A new connection has no other secrets, so all are removed. An existing one keeps those that it had before.
    private Task UndoAsync(Connection before, IReadOnlyList<SecretReference> written) => before.Revision == 0
        ? connectionSecrets.TryRemoveAllAsync(before.Id)
        : connectionSecrets.TryRemoveAsync(before.Id, written);
}

using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Brings a connection to its connector's present auth methods. All that the methods do is tried first, renewals included:
/// a token endpoint that is wrong would otherwise be found out when the token expires, and end the connection.
/// </summary>
internal sealed class ConnectionUpgrade(
    ConnectionService connections,
    IConnectionLock connectionLock,
    ConnectionMaker maker,
    ConnectionPreparer preparer,
    CredentialTrial trial,
    TokenWriter writer,
    ConnectionRuntimes runtimes,
    StoreReads reads)
{
    /// <returns>The connection as it was, and as it is now.</returns>
    public async Task<(Connection Before, Connection After)> RunAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        // No renewal may spend a refresh token meanwhile.
        var held = await reads.LockAsync(connectionLock, id, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var before = await connections.FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false);
            var connector = await connections.FindConnectorAsync(before.ConnectorId, cancellationToken).ConfigureAwait(false);
            var prepared = await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.NeedsReauthorization(before with { StatusReason = "Its secrets cannot be read." });
            if (AuthMethodComparison.Compare(before.Snapshot, connector.Definition!).Count == 0) return (before, before);

            var draft = await maker.UpgradedAsync(before, connector, prepared, cancellationToken).ConfigureAwait(false);
            var renewed = new Dictionary<string, Token>(StringComparer.Ordinal);
            try
            {
                await trial.RenewTokensAsync(draft, before.Snapshot, renewed, cancellationToken).ConfigureAwait(false);
                var tokens = new Dictionary<string, Token>(draft.GivenTokens, StringComparer.Ordinal);
                foreach (var (methodId, token) in renewed) tokens[methodId] = token;
                var saved = await maker.SaveAsync(draft with { GivenTokens = tokens }, connector, tryCredential: true, _ => Changed(id), cancellationToken).ConfigureAwait(false);
                return (before, saved);
            }
            catch when (renewed.Count > 0)
            {
                // The refresh tokens of before may be spent: what came for them belongs to the connection as it was.
                var kept = await writer.SaveAsync(prepared, renewed, [], CancellationToken.None).ConfigureAwait(false);
                runtimes.Find(id)?.Publish(kept);
                throw;
            }
        }
    }

    private static ConnectorException Changed(ConnectionId id) => ConnectionErrors.Of(
        ConnectorErrorCode.Conflict, "The connection was changed while it was being upgraded; try once more.", id.ToString());
}

using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Upgrades a connection to its connector's current auth methods. Everything that the methods do is tried first,
/// including refreshes: otherwise a wrong token endpoint would be noticed only when the token expires, and make the
/// connection unusable.
/// </summary>
internal sealed class ConnectionUpgrade(
    ConnectionLookup lookup,
    IConnectionLock connectionLock,
    ConnectionPreparer preparer,
    UpgradeDrafts drafts,
    DraftTokens draftTokens,
    ConnectionCompletion completion,
    TokenWriter writer,
    FormerDefinitions formers,
    ConnectionRuntimes runtimes,
    StoreReads reads,
    TimeProvider time)
{
    /// <param name="id">The connection.</param>
    /// <param name="version">The version of the connector; <see langword="null"/>: the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection before and after the upgrade; the same instance if there was nothing to do.</returns>
    public async Task<(Connection Before, Connection After)> RunAsync(
        ConnectionId id, int? version, CancellationToken cancellationToken)
    {
        // The lock keeps a concurrent refresh from using up a refresh token.
        var held = await reads.LockAsync(connectionLock, id, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var before = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
            var connector = await lookup.FindConnectorAsync(before.ConnectorId, version, cancellationToken)
                .ConfigureAwait(false);
            var prepared = await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.NeedsReauthorization(
                    before with { StatusReason = "Its secrets cannot be read." });
            var former = await formers.FindAsync(connector, before.Snapshot, cancellationToken).ConfigureAwait(false);
            if (IsCurrent(before.Snapshot, connector.Definition!, former)) return (before, before);

            var draft = await drafts.CreateAsync(before, connector, prepared, cancellationToken).ConfigureAwait(false);
            var fence = new RefreshFence(held, prepared, reads, time);
            var after = await UpgradeAsync(draft, connector, prepared, fence, cancellationToken).ConfigureAwait(false);
            return (before, after);
        }
    }

    private static bool IsCurrent(AuthSnapshot snapshot, ConnectorDefinition definition, FormerDefinition? former) =>
        AuthMethodComparison.Compare(snapshot, definition).Count == 0
        && ConnectionNeeds.MissingOrigins(definition, snapshot).Length == 0
        && former?.Differs(definition) is not true;

    private async Task<Connection> UpgradeAsync(
        ConnectionDraft draft,
        Connector connector,
        PreparedConnection prepared,
        RefreshFence fence,
        CancellationToken cancellationToken)
    {
        var before = prepared.Connection;
        var refreshed = new Dictionary<string, Token>(StringComparer.Ordinal);
        try
        {
            await draftTokens
                .RefreshAsync(draft, before.Snapshot, refreshed, fence.ConfirmAsync, cancellationToken)
                .ConfigureAwait(false);
            draft = WithTokens(draft, refreshed);
            return await completion
                .CompleteAsync(draft, connector, tryCredential: true, _ => Changed(before.Id), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (refreshed.Count > 0)
        {
            // The old refresh tokens may be used up, so the new tokens are saved with the connection as it was.
            var kept = await writer.SaveAsync(prepared, refreshed, [], CancellationToken.None).ConfigureAwait(false);
            runtimes.Find(before.Id)?.Publish(kept);
            if (exception is RefreshOutdatedException) throw Changed(before.Id);
            throw;
        }
        catch (RefreshOutdatedException)
        {
            throw Changed(before.Id);
        }
    }

    private static ConnectionDraft WithTokens(ConnectionDraft draft, Dictionary<string, Token> refreshed)
    {
        var tokens = new Dictionary<string, Token>(draft.Tokens, StringComparer.Ordinal);
        foreach (var (methodId, token) in refreshed) tokens[methodId] = token;
        return draft with { Tokens = tokens };
    }

    private static ConnectorException Changed(ConnectionId id) => ConnectionErrors.Create(
        ConnectorErrorCode.Conflict,
        "The connection was changed while it was being upgraded; try again.",
        id.ToString());
}

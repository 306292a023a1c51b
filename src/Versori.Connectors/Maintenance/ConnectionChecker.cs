using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>Tries an existing connection against the external system, and saves the result with it.</summary>
internal sealed class ConnectionChecker(
    IConnectionStore connections,
    ConnectionLookup lookup,
    CredentialCheck trial,
    ConnectionRuntimes runtimes,
    ConnectionAddresses addresses,
    TimeProvider time)
{
    public async Task<ConnectionCheck> CheckAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var connector = await lookup.FindConnectorAsync(connection.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        var runtime = runtimes.For(id);
        await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
        var definition = await addresses.AdaptAsync(connector, connection, cancellationToken).ConfigureAwait(false);
        var check = await CheckAsync(runtime, definition, cancellationToken).ConfigureAwait(false);
        // Adopted at once: otherwise the next edit of the connector would have the connection prepared again.
        var saved = await SaveAsync(id, check, cancellationToken).ConfigureAwait(false);
        await runtime.AdoptAsync(saved, cancellationToken).ConfigureAwait(false);
        return check;
    }

    // A refused token is replaced once, as in calls.
    private async Task<ConnectionCheck> CheckAsync(
        ConnectionRuntime runtime, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        var prepared = await runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var check = await TryAsync(prepared, definition, cancellationToken).ConfigureAwait(false);
        if (check.Outcome != ConnectionCheckOutcome.Refused || !prepared.CanRefresh) return check;
        var replacement = await runtime.ReplaceRejectedAsync(prepared, cancellationToken).ConfigureAwait(false);
        return replacement is null
            ? check
            : await TryAsync(replacement, definition, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConnectionCheck> TryAsync(
        PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        try
        {
            return await trial.TryAsync(prepared, definition, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.CredentialRefused)
        {
            return new(ConnectionCheckOutcome.Refused, time.GetUtcNow(), exception.Error.Location);
        }
    }

    private async Task<Connection> SaveAsync(
        ConnectionId id, ConnectionCheck check, CancellationToken cancellationToken)
    {
        SaveResult<Connection> result;
        do
        {
            var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
            result = await connections.SaveAsync(connection with { Check = check }, cancellationToken)
                .ConfigureAwait(false);
        }
        while (!result.IsSaved);

        return result.Current;
    }
}

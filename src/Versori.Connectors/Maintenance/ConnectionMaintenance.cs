using System.Runtime.CompilerServices;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

internal sealed class ConnectionMaintenance(
    IConnectorStore connectors,
    IConnectionStore connections,
    ConnectionMaker maker,
    ConnectionUpgrade upgrade,
    CredentialTrial trial,
    ConnectionRuntimes runtimes,
    Routes routes,
    ConnectionEvents events,
    SecretSweep sweep,
    TimeProvider time) : IConnectionMaintenance
{
    public async Task<ConnectionCheck> CheckAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        var connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        var connector = await ConnectorOfAsync(connection, cancellationToken).ConfigureAwait(false);
        var runtime = runtimes.For(id);
        await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
        var prepared = await runtime.GetAsync(cancellationToken).ConfigureAwait(false);

        var check = await TryAsync(prepared, connector.Definition!, cancellationToken).ConfigureAwait(false);
        if (check.Outcome == ConnectionCheckOutcome.Refused && prepared.CanRenew
            && await runtime.ReplaceRejectedAsync(prepared, cancellationToken).ConfigureAwait(false) is { } replacement)
        {
            check = await TryAsync(replacement, connector.Definition!, cancellationToken).ConfigureAwait(false);
        }

        await KeepAsync(id, check, cancellationToken).ConfigureAwait(false);
        return check;
    }

    public async Task<ConnectionHealth> GetHealthAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        var connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        var runtime = runtimes.Find(id);
        return new ConnectionHealth
        {
            Status = connection.Status,
            StatusReason = connection.StatusReason,
            LastCheck = connection.Check,
            LastError = runtime?.LastError,
            LastUsedAt = runtime?.LastUsedAt,
            LastRenewedAt = connection.Tokens.Count == 0 ? null : connection.Tokens.Max(token => token.ObtainedAt),
            ExpiresAt = connection.Tokens.Min(token => token.ExpiresAt),
            MissingScopes = GrantedScopes.Missing(connection),
        };
    }

    public async IAsyncEnumerable<ConnectionDrift> ListDriftAsync(
        ConnectorId connector, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var found = await connectors.FindAsync(connector, null, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.ConnectorNotFound(connector);
        var definition = found.Definition ?? throw ConnectionErrors.NotPublished(connector);
        await foreach (var connection in connections.ListAsync(new() { ConnectorId = connector }, cancellationToken).ConfigureAwait(false))
        {
            if (AuthMethodComparison.Compare(connection.Snapshot, definition) is { Count: > 0 } differences) yield return new(connection, differences);
        }
    }

    public async Task<Connection> UpgradeAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        var (before, saved) = await upgrade.RunAsync(id, cancellationToken).ConfigureAwait(false);
        if (saved == before) return before;
        await maker.RemoveReplacedSecretsAsync(before).ConfigureAwait(false);
        routes.Invalidate(saved);
        await events.RaiseAsync(ConnectionEventKind.Connected, saved, CancellationToken.None).ConfigureAwait(false);
        return saved;
    }

    public Task<SecretSweepResult> SweepSecretsAsync(TimeSpan? minimumAge = null, CancellationToken cancellationToken = default)
    {
        var age = minimumAge ?? SecretSweep.DefaultAge;
        ArgumentOutOfRangeException.ThrowIfLessThan(age, SecretSweep.LeastAge, nameof(minimumAge));
        return sweep.RunAsync(age, cancellationToken);
    }

    private async Task<ConnectionCheck> TryAsync(PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
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

    private async Task KeepAsync(ConnectionId id, ConnectionCheck check, CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
            if ((await connections.SaveAsync(connection with { Check = check }, cancellationToken).ConfigureAwait(false)).IsSaved) return;
        }
    }

    private async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(id);

    private async Task<Connector> ConnectorOfAsync(Connection connection, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(connection.ConnectorId, null, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.ConnectorNotFound(connection.ConnectorId);
        return connector.Definition is null ? throw ConnectionErrors.NotPublished(connector.Id) : connector;
    }
}

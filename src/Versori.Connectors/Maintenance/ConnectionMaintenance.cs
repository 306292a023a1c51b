using System.Globalization;
using System.Runtime.CompilerServices;
using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>The public face of maintenance. Larger operations are separate types.</summary>
internal sealed class ConnectionMaintenance(
    IConnectionStore connections,
    ConnectionLookup lookup,
    ConnectionChecker checker,
    ConnectionUpgrade upgrade,
    ConnectionNeeds needs,
    OriginApproval origins,
    ConnectionSecrets secrets,
    ConnectionRuntimes runtimes,
    Routes routes,
    ConnectionEvents events,
    OrphanedSecrets sweep,
    AuditTrail audit,
    EngineLifetime lifetime) : IConnectionMaintenance
{
    public Task<ConnectionCheck> CheckAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return checker.CheckAsync(id, cancellationToken);
    }

    public async Task<ConnectionHealth> GetHealthAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var runtime = runtimes.Find(id);
        return new ConnectionHealth
        {
            Status = connection.Status,
            StatusReason = connection.StatusReason,
            LastCheck = connection.Check,
            LastRefreshError = runtime?.LastError,
            LastUsedAt = runtime?.LastUsedAt,
            LastRefreshedAt = connection.Tokens.Count == 0 ? null : connection.Tokens.Max(token => token.ObtainedAt),
            ExpiresAt = connection.Tokens.Min(token => token.ExpiresAt),
            CanRefresh = connection.CanRefresh,
            UsableUntil = connection.UsableUntil,
            RejectedSince = runtime?.Streak?.Since,
            Rejections = runtime?.Streak?.Count ?? 0,
            MissingScopes = await MissingScopesAsync(connection, cancellationToken).ConfigureAwait(false),
        };
    }

    public async IAsyncEnumerable<ConnectionDrift> ListDriftAsync(
        ConnectorId connector, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connector);
        var found = await lookup.FindConnectorAsync(connector, cancellationToken).ConfigureAwait(false);
        var listed = connections.ListAsync(new() { ConnectorId = connector }, cancellationToken);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            var differences = AuthMethodComparison.Compare(connection.Snapshot, found.Definition!);
            if (differences.Count > 0) yield return new(connection, differences);
        }
    }

    public async IAsyncEnumerable<ConnectionNeed> ListNeedsAsync(
        ConnectorId connector, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connector);
        var found = await lookup.FindConnectorAsync(connector, cancellationToken).ConfigureAwait(false);
        await foreach (var need in needs.ListAsync(found, cancellationToken).ConfigureAwait(false)) yield return need;
    }

    public Task<Connection> ApproveOriginAsync(
        ConnectionId id, string origin, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        return origins.ApproveAsync(id, origin, cancellationToken);
    }

    public async Task<Connection> UpgradeAsync(
        ConnectionId id, int? version = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        var (before, saved) = await upgrade.RunAsync(id, version, cancellationToken).ConfigureAwait(false);
        if (saved == before) return before;
        await secrets.RemoveReplacedAsync(before).ConfigureAwait(false);
        routes.Invalidate(saved);
        await events.RaiseAsync(
            ConnectionEventKind.Connected,
            saved,
            AuditAction.Upgraded,
            isAutomatic: false,
            CancellationToken.None).ConfigureAwait(false);
        return saved;
    }

    public async Task<OrphanedSecretsResult> DeleteOrphanedSecretsAsync(
        TimeSpan? minimumAge = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        var age = minimumAge ?? OrphanedSecrets.DefaultAge;
        ArgumentOutOfRangeException.ThrowIfLessThan(age, OrphanedSecrets.LeastAge, nameof(minimumAge));
        var result = await sweep.RunAsync(age, cancellationToken).ConfigureAwait(false);
        var deleted = result.Deleted.ToString(CultureInfo.InvariantCulture);
        await audit.RecordAsync(AuditAction.OrphanedSecretsDeleted, deleted).ConfigureAwait(false);
        return result;
    }

    // Those that were requested and not granted, and those that the connector requests since.
    private async Task<IReadOnlyList<string>> MissingScopesAsync(
        Connection connection, CancellationToken cancellationToken)
    {
        var connector = await lookup.FindConnectorAsync(connection.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        var need = await needs.FindAsync(connection, connector, connector.Definition!, cancellationToken)
            .ConfigureAwait(false);
        var added = need?.Scopes.SelectMany(scopes => scopes.Scopes) ?? [];
        return [.. GrantedScopes.Missing(connection).Concat(added).Distinct(StringComparer.Ordinal)];
    }
}

using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Allows a connection's credentials to be sent to one more origin of its connector, without signing in again.
/// </summary>
internal sealed class OriginApproval(
    ConnectionLookup lookup,
    IConnectionStore connections,
    ConnectionRuntimes runtimes,
    Routes routes,
    AuditTrail audit)
{
    public async Task<Connection> ApproveAsync(ConnectionId id, string origin, CancellationToken cancellationToken)
    {
        SaveResult<Connection> result;
        string approved;
        do
        {
            var connection = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
            var connector = await lookup.FindConnectorAsync(connection.ConnectorId, cancellationToken)
                .ConfigureAwait(false);
            if (Find(connection.Snapshot.Origins, origin) is not null) return connection;
            var missing = ConnectionNeeds.MissingOrigins(connector.Definition!, connection.Snapshot);
            approved = Find(missing, origin) ?? throw NotNeeded(connector, origin, missing);
            CertificateRules.RefusePlainHttp(connection.Snapshot.Methods, [new Uri(approved)]);
            var snapshot = connection.Snapshot with { Origins = [.. connection.Snapshot.Origins, approved] };
            result = await connections.SaveAsync(connection with { Snapshot = snapshot }, cancellationToken)
                .ConfigureAwait(false);
        }
        while (!result.IsSaved);

        if (runtimes.Find(id) is { } runtime)
        {
            await runtime.AdoptAsync(result.Current, cancellationToken).ConfigureAwait(false);
        }

        routes.Invalidate(result.Current);
        await audit.RecordAsync(AuditAction.OriginApproved, result.Current, detail: approved).ConfigureAwait(false);
        return result.Current;
    }

    private static string? Find(IEnumerable<string> origins, string origin) => origins.FirstOrDefault(
        known => string.Equals(known, origin.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));

    private static ConnectorException NotNeeded(Connector connector, string origin, string[] missing) =>
        ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"No endpoint of '{connector.Id}' is at {origin}. Origins that can be approved: "
                + $"{(missing.Length == 0 ? "none" : string.Join(", ", missing))}.",
            "origin");
}

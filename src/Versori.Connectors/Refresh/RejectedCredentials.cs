using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Reports credentials that the external system rejects and that no refresh can replace: one event when it begins, and,
/// if the host wants it, the end of the connection after a number of rejections in a row.
/// </summary>
internal sealed class RejectedCredentials(
    IConnectionStore connections,
    ConnectionEvents events,
    StoreReads reads,
    EngineLifetime lifetime,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time,
    ILogger<RejectedCredentials> logger)
{
    public RejectionStreak NewStreak() => new(time.GetUtcNow());

    /// <summary>Reports one rejection. A failure is logged: the caller has its response already.</summary>
    /// <param name="runtime">The connection.</param>
    /// <param name="rejected">The state whose credential was rejected.</param>
    /// <param name="streak">The rejections in a row.</param>
    /// <param name="number">The number of this one, from 1.</param>
    public async Task ReportAsync(
        ConnectionRuntime runtime, PreparedConnection rejected, RejectionStreak streak, int number)
    {
        var isLast = number == options.Value.RejectionsBeforeReauthorization;
        if (number > 1 && !isLast) return;
        try
        {
            if (await FindAsync(runtime.Id).ConfigureAwait(false) is not { } connection) return;
            // The credential may have been replaced in the meantime.
            var isSame = connection.Snapshot.TakenAt == rejected.Connection.Snapshot.TakenAt;
            if (!isSame || connection.Status != ConnectionStatus.Active) return;
            if (number == 1)
            {
                await events.RaiseAsync(
                    ConnectionEventKind.CredentialRejected,
                    connection,
                    AuditAction.CredentialRejected,
                    isAutomatic: true,
                    lifetime.Token).ConfigureAwait(false);
            }

            if (isLast) await EndAsync(runtime, connection, streak, number).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.RejectionNotReported(exception, runtime.Id);
        }
    }

    private Task<Connection?> FindAsync(ConnectionId id) =>
        reads.InTimeAsync(limit => connections.FindAsync(id, limit).AsTask(), lifetime.Token);

    // On a conflict, someone else changed the connection. The next rejections count on.
    private async Task EndAsync(ConnectionRuntime runtime, Connection connection, RejectionStreak streak, int number)
    {
        var ended = connection with
        {
            Status = ConnectionStatus.NeedsReauthorization,
            StatusReason = $"The external system rejected the credential {number} times in a row, "
                + $"since {streak.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.",
        };
        var result = await reads
            .InTimeAsync(limit => connections.SaveAsync(ended, limit).AsTask(), lifetime.Token).ConfigureAwait(false);
        if (!result.IsSaved) return;
        await runtime.AdoptAsync(result.Current, lifetime.Token).ConfigureAwait(false);
        await events.RaiseAsync(
            ConnectionEventKind.NeedsReauthorization,
            result.Current,
            AuditAction.ReauthorizationNeeded,
            isAutomatic: true,
            lifetime.Token).ConfigureAwait(false);
    }
}

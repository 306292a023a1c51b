using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Ensures that a refresh token is spent only by the holder of the connection's lock. A process that paused for longer
/// than the lock's lease would otherwise spend a token that another process has spent already, and the authorization
/// server would revoke the whole family of tokens (RFC 9700 §4.14.2).
/// </summary>
internal sealed class RefreshFence(
    IConnectionLockHandle held, PreparedConnection prepared, StoreReads reads, TimeProvider time)
{
    /// <summary>How long a confirmation counts. It is far shorter than any lease.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    private DateTimeOffset _confirmedAt = DateTimeOffset.MinValue;

    /// <summary>Call it immediately before the request that spends something.</summary>
    /// <exception cref="RefreshOutdatedException">The lock was lost.</exception>
    public async ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now >= _confirmedAt && now - _confirmedAt < Validity) return;
        var isHeld = await reads.InTimeAsync(limit => held.ConfirmAsync(limit).AsTask(), cancellationToken)
            .ConfigureAwait(false);
        if (!isHeld) throw new RefreshOutdatedException(prepared);

        _confirmedAt = now;
    }

    /// <summary>Whether the lock is still held, after a request: the process may have paused during it.</summary>
    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        reads.InTimeAsync(limit => held.ConfirmAsync(limit).AsTask(), cancellationToken);
}

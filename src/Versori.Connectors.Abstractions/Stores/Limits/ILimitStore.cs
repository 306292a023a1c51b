namespace Versori.Connectors;

/// <summary>
/// Divides the limits of connections among the processes that share the stores. Each process holds a number of units
/// and uses them without the store; it calls the store again after a number of calls or seconds.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use, and must treat claims on the same key one after the other. A
/// <see cref="LimitLedger"/> contains the rules: an implementation only has to keep its text, and to replace it if
/// nobody else did in the meantime. A failure does not stop calls: a process goes on with the units that it had.
/// </remarks>
public interface ILimitStore
{
    /// <summary>
    /// States what a process holds and wants of a limit, and returns what it may use. Units that a process does not
    /// claim again are free after their time: <see cref="LimitClaim.Lease"/> and <see cref="LimitClaim.Period"/>.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken);
}

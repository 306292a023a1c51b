using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>A route and the prepared state of its connection, with a usable token: all that a call needs.</summary>
/// <param name="Route">The route.</param>
/// <param name="Prepared">The connection's state.</param>
/// <param name="Group">The connection's group among the epochs.</param>
/// <param name="Epoch">The epoch that it was read in; it is good for no other.</param>
/// <param name="MayBeKept">Whether the epochs vouch for it; what changed while it was read serves one call only.</param>
internal sealed record WarmCall(Route Route, PreparedConnection Prepared, int Group, int Epoch, bool MayBeKept)
{
    /// <summary>The clock's reading from which a call must look again.</summary>
    public long CheckAt { get; } = Math.Min(Route.RereadAt, Prepared.CheckAt);

    /// <summary>Whether a call can use it without looking further.</summary>
    public bool IsGood(long now, ConnectionEpochs epochs) => now < CheckAt && epochs.Current(Group) == Epoch;
}

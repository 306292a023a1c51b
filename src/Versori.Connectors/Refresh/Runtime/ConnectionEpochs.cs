namespace Versori.Connectors.Refresh;

/// <summary>
/// States, for the cost of reading one number, whether cached data of a connection is still valid. Every change to a
/// connection, or to a route that leads to it, starts a new epoch. Connections share a few thousand numbers, few enough
/// to stay in the processor's cache. A change to one connection makes the others of its group check their data again,
/// and costs them only that check.
/// </summary>
internal sealed class ConnectionEpochs
{
    /// <summary>The number of groups; a power of two.</summary>
    private const int Groups = 4096;

    private readonly int[] _epochs = new int[Groups];

    /// <summary>The group that a connection belongs to.</summary>
    public static int GroupOf(ConnectionId id) => id.GetHashCode() & (Groups - 1);

    /// <summary>The current epoch of a group. Read it before the data whose validity it states.</summary>
    public int Current(int group) => Volatile.Read(ref _epochs[group]);

    /// <summary>Starts a new epoch, after the data has changed.</summary>
    public void Advance(ConnectionId id) => Interlocked.Increment(ref _epochs[GroupOf(id)]);
}

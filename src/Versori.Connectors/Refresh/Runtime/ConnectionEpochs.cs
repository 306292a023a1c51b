namespace Versori.Connectors.Refresh;

/// <summary>
/// Says, for the price of reading one number, whether what was read of a connection may still be used. Every change to a
/// connection or to a route that leads to it begins a new epoch. Connections share some thousand numbers, few enough to stay in
/// the processor's cache: a change to one makes a few others look again too, which costs them nothing but the look.
/// </summary>
internal sealed class ConnectionEpochs
{
    /// <summary>A power of two.</summary>
    private const int Groups = 4096;

    private readonly int[] _epochs = new int[Groups];

    /// <summary>The group that a connection belongs to.</summary>
    public static int GroupOf(ConnectionId id) => id.GetHashCode() & (Groups - 1);

    /// <summary>The epoch that a group is in. Read before the state that it is to vouch for.</summary>
    public int Current(int group) => Volatile.Read(ref _epochs[group]);

    /// <summary>Begins a new epoch, after the state has been changed.</summary>
    public void Changed(ConnectionId id) => Interlocked.Increment(ref _epochs[GroupOf(id)]);
}

namespace Versori.Connectors.Refresh;

/// <summary>The rejections of a connection's credential since it was last accepted, in this process.</summary>
internal sealed class RejectionStreak(DateTimeOffset since)
{
    private int _count;

    /// <summary>When the first one happened.</summary>
    public DateTimeOffset Since => since;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a rejection, and returns its number.</summary>
    public int Add() => Interlocked.Increment(ref _count);
}

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>The order in which connections are called: random, prebuilt, the same for all contenders.</summary>
internal sealed class CallOrder
{
    private const int Length = 1 << 16;
    private readonly int[] _order;

    public CallOrder(int connections)
    {
        var random = new Random(42);
        _order = [.. Enumerable.Range(0, Length).Select(_ => random.Next(connections))];
    }

    public int this[int call] => _order[call & (Length - 1)];
}

using System.Diagnostics;
using Versori.Connectors.Benchmarks.Contenders;

namespace Versori.Connectors.Benchmarks.Gate;

/// <summary>The bytes that one call allocates.</summary>
/// <param name="Bytes">Per call, rounded.</param>
/// <param name="IsExact">
/// Whether every call stayed on its thread, so that only its own allocations were counted.
/// </param>
internal readonly record struct CallBytes(long Bytes, bool IsExact)
{
    private const int Calls = 10_000;
    private const int RoundsAlike = 5;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Repeats rounds until several in a row agree, for at least one second: the JIT compiler optimises methods in the
    /// background and then moves some allocations to the stack.
    /// </summary>
    public static CallBytes Measure(IContender contender) =>
        Measure(() => ContenderRegistry.SendAsync(contender, 0));

    /// <summary>Measures a call. Its result is disposed of, if it is disposable.</summary>
    public static CallBytes Measure<T>(Func<Task<T>> call)
    {
        var clock = Stopwatch.StartNew();
        CallBytes last = default;

        for (var alike = 0; clock.Elapsed < Patience && (clock.Elapsed < Settling || alike < RoundsAlike);)
        {
            var measured = Round(call);
            alike = measured == last ? alike + 1 : 1;
            last = measured;
        }

        return last;
    }

    public override string ToString() => IsExact ? $"{Bytes}" : $"~{Bytes}";

    private static CallBytes Round<T>(Func<Task<T>> send)
    {
        var isExact = true;
        var all = GC.GetTotalAllocatedBytes(precise: true);
        var mine = GC.GetAllocatedBytesForCurrentThread();

        for (var call = 0; call < Calls; call++)
        {
            var response = send();
            isExact &= response.IsCompleted;
            (response.GetAwaiter().GetResult() as IDisposable)?.Dispose();
        }

        mine = GC.GetAllocatedBytesForCurrentThread() - mine;
        all = GC.GetTotalAllocatedBytes(precise: true) - all;
        return new((long)Math.Round((isExact ? mine : all) / (double)Calls), isExact);
    }
}

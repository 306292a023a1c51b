using Versori.Connectors.Benchmarks.Gate;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>Counts the bytes that a call by an endpoint's id allocates beyond the same call written by hand.</summary>
internal static class InvokeBytes
{
    /// <summary>The bytes that the invoker may allocate beyond the hand-written call.</summary>
    public const int Allowance = 2_048;

    /// <summary>Returns whether a call exceeds the allowance.</summary>
    public static async Task<bool> ExceedAsync()
    {
        var failed = false;
        foreach (var call in OrderCall.All)
        {
            await using var arena = await OrderArena.MakeWarmAsync(call);
            var (byHand, invoker) = Measure(arena, call);
            var tooMuch = invoker.Bytes - byHand.Bytes > Allowance;
            failed |= tooMuch;
            Console.WriteLine(
                $"{"InvokeAsync",-12}{call.Wire,-14}{$"{call.Name}, {call.Form}",-36}{invoker,12}"
                    + $"{invoker.Bytes - byHand.Bytes,10:+0;-0;0}{(tooMuch ? "  TOO MUCH" : "")}");
        }

        return failed;
    }

    public static (CallBytes ByHand, CallBytes Invoker) Measure(OrderArena arena, OrderCall call) => (
        CallBytes.Measure(() => OrderArena.CallAsync(arena.ByHand, call.IsPost)),
        CallBytes.Measure(() => OrderArena.CallAsync(arena.Invoker, call.IsPost)));
}

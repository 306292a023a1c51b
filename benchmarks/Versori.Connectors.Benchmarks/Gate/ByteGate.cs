using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Invoking;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Gate;

/// <summary>
/// Counts the bytes that one warm call allocates, which is the same on every machine, and fails if the engine exceeds
/// its budget.
/// </summary>
internal static class ByteGate
{
    /// <summary>The bytes that the engine may allocate beyond the hand-written handler.</summary>
    public const int Allowance = 96;

    /// <summary>The bytes for a client with relative URLs whose base address is a placeholder.</summary>
    public const int RelativeAllowance = 360;

    /// <summary>The bytes for such a client whose owner changes with each request.</summary>
    public const int ManyOwnersAllowance = 392;

    // Each call has another owner than the one before.
    private const int SomeOwners = 100;

    public static async Task<int> RunAsync()
    {
        var failed = false;
        Console.WriteLine($"{"footing",-12}{"wire",-14}{"contender",-36}{"bytes/call",12}{"extra",10}");

        foreach (var (footing, wire) in
            from footing in Enum.GetValues<Footing>() from wire in Enum.GetValues<Wire>() select (footing, wire))
        {
            var baseline = await MeasureAsync(ContenderRegistry.Baseline, wire, footing);

            foreach (var name in ContenderRegistry.Names)
            {
                var measured = await MeasureAsync(name, wire, footing);
                var extra = measured.Bytes - baseline.Bytes;
                var tooMuch = name == ContenderRegistry.Engine && extra > Allowance;
                failed |= tooMuch;
                Console.WriteLine(
                    $"{footing,-12}{wire,-14}{name,-36}{measured,12}{extra,10:+0;-0;0}{(tooMuch ? "  TOO MUCH" : "")}");
            }
        }

        foreach (var method in StaticMethods.All)
        {
            using var arena = new Arena(1);
            await using var baseline = new PlacedByHandContender(arena, method);
            await using var engine = new StaticMethodContender(arena, method);
            var (byHand, measured) = (CallBytes.Measure(baseline), CallBytes.Measure(engine));
            var tooMuch = measured.Bytes - byHand.Bytes > Allowance;
            failed |= tooMuch;
            Console.WriteLine(
                $"{"Invoker",-12}{"Synchronous",-14}{method.Name,-36}{measured,12}"
                    + $"{measured.Bytes - byHand.Bytes,10:+0;-0;0}{(tooMuch ? "  TOO MUCH" : "")}");
        }

        failed |= await TypedClientsExceedAsync();
        failed |= await InvokeBytes.ExceedAsync();
        Console.WriteLine(ContenderRegistry.HasEngine
            ? $"The engine may allocate {Allowance} bytes more than the {ContenderRegistry.Baseline}: "
                + $"{(failed ? "FAILED" : "passed")}."
            : "The engine is not in the list of contenders; nothing was checked.");
        return failed ? 1 : 0;
    }

    private static async Task<bool> TypedClientsExceedAsync()
    {
        var failed = false;
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var byHand = await MeasureAsync(TypedClientKind.HandWritten, wire);
            foreach (var kind in QuickRatio.Placeholders)
            {
                var measured = await MeasureAsync(kind, wire);
                var extra = measured.Bytes - byHand.Bytes;
                var allowance = kind == TypedClientKind.ManyOwners ? ManyOwnersAllowance : RelativeAllowance;
                var tooMuch = extra > allowance;
                failed |= tooMuch;
                Console.WriteLine(
                    $"{"Relative",-12}{wire,-14}{kind,-36}{measured,12}{extra,10:+0;-0;0}"
                    + (tooMuch ? "  TOO MUCH" : ""));
            }
        }

        return failed;
    }

    private static async Task<CallBytes> MeasureAsync(TypedClientKind kind, Wire wire)
    {
        var connections = kind == TypedClientKind.ManyOwners ? SomeOwners : 1;
        var next = 0;
        using var arena = new Arena(connections, wire);
        await using var contender = await TypedClientContender.MakeAsync(kind, arena);
        if (arena.Wire is AsynchronousWire asynchronous) asynchronous.IsWaiting = true;
        return CallBytes.Measure(() => ContenderRegistry.SendAsync(contender, next++ % connections));
    }

    private static async Task<CallBytes> MeasureAsync(string name, Wire wire, Footing footing)
    {
        using var arena = new Arena(1, wire, footing);
        await using var contender = await ContenderRegistry.MakeWarmAsync(name, arena);
        return CallBytes.Measure(contender);
    }
}

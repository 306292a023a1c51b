using System.Diagnostics;
using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.HotPath;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Gate;

/// <summary>
/// Compares the engine's time with the hand-written handler's, in seconds instead of minutes: short alternating rounds,
/// the best of each. Other load affects both alike, so the ratio is valid on a busy machine too.
/// </summary>
internal static class QuickRatio
{
    private const int Rounds = 1_500;
    private const int Calls = 2_000;
    private static readonly int[] Many = [1_000, 100_000];

    /// <summary>The kinds whose base address is a placeholder.</summary>
    public static readonly TypedClientKind[] Placeholders =
        [TypedClientKind.MadeBefore, TypedClientKind.PerOwner, TypedClientKind.ManyOwners];

    public static async Task RunAsync()
    {
        var rows = new List<string>
        {
            "| Connections | Footing | Wire | Hand-written handler, ns | Versori.Connectors, ns | Ratio |",
            "|---:|---|---|---:|---:|---:|",
        };
        foreach (var (footing, wire) in
            from footing in Enum.GetValues<Footing>() from wire in Enum.GetValues<Wire>() select (footing, wire))
        {
            rows.Add(await CompareAsync(1, footing, wire));
        }

        foreach (var (connections, footing) in
            from connections in Many from footing in Enum.GetValues<Footing>() select (connections, footing))
        {
            rows.Add(await CompareAsync(connections, footing, Wire.Synchronous));
        }

        foreach (var (kind, wire) in
            from kind in Placeholders
            from wire in Enum.GetValues<Wire>()
            select (kind, wire))
        {
            rows.Add(await CompareTypedClientAsync(kind, wire));
        }

        ResultsFolder.Write(nameof(QuickRatio), $"{Report.Command} ratio", $"""
            Warm connections, called in random order. {Rounds:N0} alternating rounds of {Calls:N0} calls,
            the best round of each. Rounds are short, so that the best of each is undisturbed on a busy machine too.
            An invoker over a synchronous wire measures only the handlers. `HttpClient` over an asynchronous wire
            corresponds
            to a real host.

            {string.Join('\n', rows)}
            """);
    }

    /// <summary>Compares clients with relative URLs, of which the engine's has a placeholder for its address.</summary>
    private static async Task<string> CompareTypedClientAsync(TypedClientKind kind, Wire wire)
    {
        var connections = kind == TypedClientKind.ManyOwners ? Many[0] : 1;
        using var baselineArena = new Arena(connections, wire);
        using var engineArena = new Arena(connections, wire);
        await using var baseline = await TypedClientContender.MakeAsync(TypedClientKind.HandWritten, baselineArena);
        await using var engine = await TypedClientContender.MakeAsync(kind, engineArena);
        foreach (var arena in (Arena[])[baselineArena, engineArena])
        {
            if (arena.Wire is AsynchronousWire asynchronous) asynchronous.IsWaiting = true;
        }

        return Compare(baseline, engine, connections, $"relative URL, {kind}", wire);
    }

    private static async Task<string> CompareAsync(int connections, Footing footing, Wire wire)
    {
        using var baselineArena = new Arena(connections, wire, footing);
        using var engineArena = new Arena(connections, wire, footing);
        await using var baseline = await ContenderRegistry.MakeWarmAsync(ContenderRegistry.Baseline, baselineArena);
        await using var engine = await ContenderRegistry.MakeWarmAsync(ContenderRegistry.Engine, engineArena);
        return Compare(baseline, engine, connections, footing.ToString(), wire);
    }

    private static string Compare(IContender baseline, IContender engine, int connections, string footing, Wire wire)
    {
        var order = new CallOrder(connections);
        var (best, other) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Nanoseconds(baseline, order, round * Calls));
            other = Math.Min(other, Nanoseconds(engine, order, round * Calls));
        }

        Console.WriteLine(
            $"{connections,-10:N0}{footing,-12}{wire,-14}{ContenderRegistry.Baseline} {best:0.0} ns, "
                + $"{ContenderRegistry.Engine} {other:0.0} ns, ratio {other / best:0.00}");
        return $"| {connections:N0} | {footing} | {wire} | {best:0.0} | {other:0.0} | {other / best:0.00} |";
    }

    private static double Nanoseconds(IContender contender, CallOrder order, int first)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var call = first; call < first + Calls; call++)
            ContenderRegistry.SendAsync(contender, order[call]).GetAwaiter().GetResult().Dispose();
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Calls;
    }
}

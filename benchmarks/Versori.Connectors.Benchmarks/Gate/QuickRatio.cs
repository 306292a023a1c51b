using System.Diagnostics;
using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Gate;

/// <summary>
/// The engine's time beside the hand-written handler's, in seconds instead of minutes: short rounds in turn, the best of
/// each, so that whatever else the machine is doing disturbs both alike. Interleaved, it holds on a busy machine too.
/// </summary>
internal static class QuickRatio
{
    private const int Rounds = 60;
    private const int Calls = 50_000;

    public static async Task RunAsync()
    {
        var rows = new List<string> { "| Footing | Wire | Hand-written handler, ns | Versori.Connectors, ns | Ratio |", "|---|---|---:|---:|---:|" };
        foreach (var (footing, wire) in
            from footing in Enum.GetValues<Footing>() from wire in Enum.GetValues<Wire>() select (footing, wire))
        {
            using var baselineArena = new Arena(1, wire, footing);
            using var engineArena = new Arena(1, wire, footing);
            await using var baseline = await ContenderRegistry.MakeWarmAsync(ContenderRegistry.Baseline, baselineArena);
            await using var engine = await ContenderRegistry.MakeWarmAsync(ContenderRegistry.Engine, engineArena);
            var (best, other) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                best = Math.Min(best, Nanoseconds(baseline));
                other = Math.Min(other, Nanoseconds(engine));
            }

            rows.Add($"| {footing} | {wire} | {best:0.0} | {other:0.0} | {other / best:0.00} |");
            Console.WriteLine($"{footing,-12}{wire,-14}{ContenderRegistry.Baseline} {best:0.0} ns, {ContenderRegistry.Engine} {other:0.0} ns, ratio {other / best:0.00}");
        }

        ResultsFolder.Write(nameof(QuickRatio), $"{Report.Command} ratio", $"""
            One warm connection. {Rounds} rounds of {Calls:N0} calls in turn, the best round of each. An invoker over a wire that
            answers at once is the handlers alone; `HttpClient` over one that answers later is what a host has in life.

            {string.Join('\n', rows)}
            """);
    }

    private static double Nanoseconds(IContender contender)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var call = 0; call < Calls; call++) ContenderRegistry.SendAsync(contender, 0).GetAwaiter().GetResult().Dispose();
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Calls;
    }
}

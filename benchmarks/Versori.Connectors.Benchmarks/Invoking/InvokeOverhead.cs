using System.Diagnostics;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// Compares a call by an endpoint's id with the same call written by hand, over the same authenticated handler, in
/// short alternating rounds.
/// </summary>
internal static class InvokeOverhead
{
    private const int Rounds = 100;
    private const int Calls = 5_000;

    public static async Task RunAsync()
    {
        var rows = new List<string>
        {
            "| Call | Wire | By hand, ns | `InvokeAsync`, ns | Ratio | By hand, bytes | `InvokeAsync`, bytes | More |",
            "|---|---|---:|---:|---:|---:|---:|---:|",
        };
        foreach (var (wire, isPost) in
            from wire in Enum.GetValues<Wire>() from isPost in (bool[])[false, true] select (wire, isPost))
        {
            rows.Add(await CompareAsync(wire, isPost));
        }

        ResultsFolder.Write(nameof(InvokeOverhead), $"{Report.Command} invoke", $"""
            One warm connection with a bearer token. Both contenders write the path, two query parameters and the JSON
            body, send through the same authenticated handler, and read the same JSON as the same type with the same
            source-generated context. By hand: `HttpClient` and `System.Text.Json`. `InvokeAsync` also finds the
            endpoint, checks all arguments against their schemas, applies the time limit and returns the redacted
            request.

            {Rounds} alternating rounds of {Calls:N0} calls, the best round of each, because other programs may use the
            machine at the same time. There is no network: over a real one the difference in time is not noticeable.

            {string.Join('\n', rows)}

            The goal is at most 1.5 times the time and {InvokeBytes.Goal:N0} bytes more. A row above it does not meet
            the goal.
            """);
    }

    private static async Task<string> CompareAsync(Wire wire, bool isPost)
    {
        await using var arena = await OrderArena.MakeWarmAsync(wire);
        var (best, other) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Nanoseconds(arena.ByHand, isPost));
            other = Math.Min(other, Nanoseconds(arena.Invoker, isPost));
        }

        var (byHand, invoker) = await InvokeBytes.MeasureAsync(wire, isPost);
        var name = isPost ? "POST with JSON" : "GET";
        Console.WriteLine($"{name,-16}{wire,-14}by hand {best:0} ns, {byHand} bytes; InvokeAsync {other:0} ns, "
            + $"{invoker} bytes; ratio {other / best:0.00}, {invoker.Bytes - byHand.Bytes:+0;-0;0} bytes");
        return $"| {name} | {wire} | {best:N0} | {other:N0} | {other / best:0.00} "
            + $"| {byHand} | {invoker} | {invoker.Bytes - byHand.Bytes:N0} |";
    }

    private static double Nanoseconds(IOrderCaller caller, bool isPost)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var call = 0; call < Calls; call++)
            OrderArena.CallAsync(caller, isPost).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Calls;
    }
}

using System.Diagnostics;
using Versori.Connectors.Benchmarks.Gate;
using Versori.Connectors.Benchmarks.Reports;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// Compares a call by an endpoint's id with the same call written by hand, over the same wire, in short alternating
/// rounds.
/// </summary>
internal static class InvokeOverhead
{
    private const double Goal = 1.5;
    private const int Rounds = 200;
    private const int Calls = 2_000;

    public static async Task RunAsync()
    {
        var rows = new List<string>
        {
            "| Call | Arguments | Wire | By hand, ns | `InvokeAsync`, ns | Ratio "
                + "| By hand, bytes | `InvokeAsync`, bytes | More |",
            "|---|---|---|---:|---:|---:|---:|---:|---:|",
        };
        // All calls are counted before any is timed, so that the code is compiled and optimised by then.
        var bytes = new Dictionary<OrderCall, (CallBytes ByHand, CallBytes Invoker)>();
        foreach (var call in OrderCall.All)
        {
            await using var arena = await OrderArena.MakeWarmAsync(call);
            bytes[call] = InvokeBytes.Measure(arena, call);
        }

        foreach (var call in OrderCall.All) rows.Add(await CompareAsync(call, bytes[call].ByHand, bytes[call].Invoker));

        ResultsFolder.Write(nameof(InvokeOverhead), $"{Report.Command} invoke", $"""
            One warm connection with a bearer token. Both contenders have their values in the same form, write the path,
            two query parameters and the JSON body, send the same headers over the same wire, which reads the body as a
            socket does, and read the same JSON as the same type with the same source-generated context.

            By hand: `HttpClient` with a handler that adds a prebuilt credential, `Uri.EscapeDataString` for each value,
            `JsonContent` and `ReadFromJsonAsync`; the response is disposed of. `InvokeAsync<T>` also finds the
            endpoint, checks all arguments against their schemas, and applies the connection's rules and the time limit.

            {Rounds} alternating rounds of {Calls:N0} calls, the best round of each, because other programs may use the
            machine at the same time. There is no network: over a real one the difference in time is not noticeable.

            {string.Join('\n', rows)}

            The goal is at most {Goal:0.0} times the time and {InvokeBytes.Allowance:N0} bytes more. A row above it does
            not meet the goal.
            """);
    }

    private static async Task<string> CompareAsync(OrderCall call, CallBytes byHand, CallBytes invoker)
    {
        await using var arena = await OrderArena.MakeWarmAsync(call);
        var (best, other) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Nanoseconds(arena.ByHand, call.IsPost));
            other = Math.Min(other, Nanoseconds(arena.Invoker, call.IsPost));
        }

        Console.WriteLine($"{call.Name,-16}{call.Form,-16}{call.Wire,-14}by hand {best:0} ns, {byHand} bytes; "
            + $"InvokeAsync {other:0} ns, {invoker} bytes; ratio {other / best:0.00}, "
            + $"{invoker.Bytes - byHand.Bytes:+0;-0;0} bytes");
        return $"| {call.Name} | {call.Form} | {call.Wire} | {best:N0} | {other:N0} | {other / best:0.00} "
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

using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Callers;

/// <summary>1,000 callers of one connection find its token expired, and the token endpoint takes 50 ms.</summary>
internal static class ExpiredToken
{
    public const int Callers = 1_000;
    public const int Rounds = 7;
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task<IReadOnlyList<CallersResult>> RunAsync()
    {
        var results = new List<CallersResult>();

        foreach (var name in ContenderRegistry.AllNames)
        {
            using var arena = new Arena(connections: 1, tokensExpire: true);
            await using var contender = await ContenderRegistry.MakeWarmAsync(name, arena);

            if (contender is IExpiringContender expiring)
            {
                arena.Tokens.Latency = Latency;
                results.Add(await ManyCallers.RunAsync(
                    name, Callers, Rounds,
                    () => expiring.ExpireAsync(0), () => contender.SendAsync(0), arena.Tokens));
            }
        }

        return results;
    }

    /// <summary>The same with a token that the external system rejects. Only the engine handles a 401.</summary>
    public static async Task<IReadOnlyList<CallersResult>> RunRejectedAsync()
    {
        using var arena = new Arena(connections: 1);
        await using var contender = await ContenderRegistry.MakeWarmAsync(ContenderRegistry.Engine, arena);
        arena.Tokens.Latency = Latency;
        var wire = (SynchronousWire)arena.Wire;
        return
        [
            await ManyCallers.RunAsync(
                ContenderRegistry.Engine, Callers, Rounds,
                () =>
                {
                    wire.RejectedToken = arena.Tokens.LastToken;
                    return default;
                },
                () => contender.SendAsync(0),
                arena.Tokens),
        ];
    }

    public static string ToMarkdown(IEnumerable<CallersResult> results) => string.Join('\n',
        results.Select(result =>
            $"| {result.Name} | {result.WallTime.TotalMilliseconds:0.0} | {result.TokenRequests} | "
                + $"{result.ExcessWait.TotalMilliseconds:0.0} | {result.Failures} |")
        .Prepend("|---|---:|---:|---:|---:|")
        .Prepend(
            "| Contender | Wall time, ms | Token requests | Longest wait beyond the token request, ms | Failed calls "
                + "|"));
}

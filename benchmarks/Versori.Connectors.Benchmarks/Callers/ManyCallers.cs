using System.Diagnostics;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Callers;

/// <summary>Starts many callers at once and measures the time until the last one has its response.</summary>
internal static class ManyCallers
{
    /// <param name="name">The contender that they call.</param>
    /// <param name="callers">The number of callers.</param>
    /// <param name="rounds">The number of rounds.</param>
    /// <param name="prepare">Runs before each round; not measured.</param>
    /// <param name="call">The call that each caller makes once.</param>
    /// <param name="tokens">The token endpoint.</param>
    public static async Task<CallersResult> RunAsync(
        string name, int callers, int rounds, Func<ValueTask> prepare, Func<Task<HttpResponseMessage>> call,
        TokenEndpointStub tokens)
    {
        var times = new List<TimeSpan>();
        var mostRequests = 0;
        var failures = 0;
        var excess = TimeSpan.Zero;

        for (var round = 0; round < rounds; round++)
        {
            await prepare();
            var before = tokens.Requests;
            tokens.Longest = TimeSpan.Zero;
            var (time, longest, failed) = await RoundAsync(callers, call);
            times.Add(time);
            failures += failed;
            mostRequests = Math.Max(mostRequests, tokens.Requests - before);
            if (longest - tokens.Longest > excess) excess = longest - tokens.Longest;
        }

        times.Sort();
        return new(name, times[times.Count / 2], mostRequests, excess, failures);
    }

    private static async Task<(TimeSpan Time, TimeSpan Longest, int Failures)> RoundAsync(
        int callers, Func<Task<HttpResponseMessage>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failures = 0;
        var longest = 0L;

        var waiting = Enumerable.Range(0, callers).Select(async _ =>
        {
            await start.Task;
            var begun = Stopwatch.GetTimestamp();

            try
            {
                (await call()).Dispose();
            }
            catch (Exception)
            {
                Interlocked.Increment(ref failures);
            }

            InterlockedMax(ref longest, Stopwatch.GetElapsedTime(begun).Ticks);
        }).ToList();

        var clock = Stopwatch.StartNew();
        start.SetResult();
        await Task.WhenAll(waiting);
        return (clock.Elapsed, TimeSpan.FromTicks(longest), failures);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}

using System.Diagnostics;

namespace Versori.Connectors.Benchmarks.Callers;

/// <summary>Starts many callers at once and measures until the last has its answer.</summary>
internal static class ManyCallers
{
    /// <param name="name">Whom they call.</param>
    /// <param name="callers">How many.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="prepare">Runs before each round, unmeasured.</param>
    /// <param name="call">What each caller does once.</param>
    /// <param name="tokenRequests">How many token requests there have been.</param>
    public static async Task<CallersResult> RunAsync(
        string name, int callers, int rounds, Func<ValueTask> prepare, Func<Task<HttpResponseMessage>> call, Func<int> tokenRequests)
    {
        var times = new List<TimeSpan>();
        var mostRequests = 0;
        var failures = 0;

        for (var round = 0; round < rounds; round++)
        {
            await prepare();
            var before = tokenRequests();
            var (time, failed) = await RoundAsync(callers, call);
            times.Add(time);
            failures += failed;
            mostRequests = Math.Max(mostRequests, tokenRequests() - before);
        }

        times.Sort();
        return new(name, times[times.Count / 2], mostRequests, failures);
    }

    private static async Task<(TimeSpan Time, int Failures)> RoundAsync(int callers, Func<Task<HttpResponseMessage>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failures = 0;

        var waiting = Enumerable.Range(0, callers).Select(async _ =>
        {
            await start.Task;

            try
            {
                (await call()).Dispose();
            }
            catch (Exception)
            {
                Interlocked.Increment(ref failures);
            }
        }).ToList();

        var clock = Stopwatch.StartNew();
        start.SetResult();
        await Task.WhenAll(waiting);
        return (clock.Elapsed, failures);
    }
}

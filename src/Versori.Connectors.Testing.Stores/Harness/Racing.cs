namespace Versori.Connectors.Testing;

/// <summary>Starts many callers at the same time.</summary>
internal static class Racing
{
    /// <summary>Runs the work concurrently. No runner starts before all are ready.</summary>
    public static async Task<T[]> RunAsync<T>(int runners, Func<int, Task<T>> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, runners).Select(async runner =>
        {
            await start.Task.ConfigureAwait(false);
            return await Task.Run(() => work(runner)).ConfigureAwait(false);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}

namespace Versori.Connectors.Testing;

/// <summary>Lets many callers loose at the same moment.</summary>
internal static class Racing
{
    /// <summary>Runs the work so many times at once; every runner waits for all others at the start line.</summary>
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

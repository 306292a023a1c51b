namespace Versori.Connectors.Http;

/// <summary>
/// Waits synchronously for an operation, for callers of <see cref="HttpClient.Send(HttpRequestMessage)"/>.
/// </summary>
internal static class Blocking
{
    public static T Wait<T>(Func<Task<T>> operation)
    {
        // A continuation that is posted to the blocked thread would never run. On the thread pool there is no context
        // that could post it there.
        var mayPostToThisThread = SynchronizationContext.Current is not null
            || TaskScheduler.Current != TaskScheduler.Default;
        return (mayPostToThisThread ? Task.Run(operation) : operation()).GetAwaiter().GetResult();
    }

    public static void Wait(Func<Task> operation) => Wait(async () =>
    {
        await operation().ConfigureAwait(false);
        return true;
    });
}

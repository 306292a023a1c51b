namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// A lock between the processes of one machine: a file that one process at a time holds open. The operating system
/// releases it when that process dies.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Waits until no other process holds the file open.</summary>
    public static async ValueTask<IAsyncDisposable> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        FileStream? held;
        while ((held = TryOpen(path, startedAt)) is null)
        {
            await Task.Delay(RetryInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return held;
    }

    private static FileStream? TryOpen(string path, long startedAt)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
            when (IsHeldElsewhere(exception) && TimeProvider.System.GetElapsedTime(startedAt) < Timeout)
        {
            return null;
        }
    }

    // An invalid path has an exception of its own type.
    private static bool IsHeldElsewhere(IOException exception) =>
        exception.GetType() == typeof(IOException) && !StoreFailures.IsDiskFull(exception);
}

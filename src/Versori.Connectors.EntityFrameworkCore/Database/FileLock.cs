using Medallion.Threading.Postgres;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>One process at a time applies migrations. The operating system or the server frees it when that process dies.</summary>
internal static class MigrationLock
{
    // Any number that is ours alone: "versori" as bytes.
    private const long Key = 0x76657273_6F726900;

    private static readonly TimeSpan FileRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FilePatience = TimeSpan.FromMinutes(2);

    public static async ValueTask<IAsyncDisposable> AcquireAsync(DatabaseSettings settings, CancellationToken cancellationToken) =>
        settings.File is { } file
            ? await AcquireFileAsync(file.Path + ".migrating", cancellationToken).ConfigureAwait(false)
            : await new PostgresDistributedLock(new(Key), settings.ConnectionString!).AcquireAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Holds a file open for this process alone.</summary>
    public static async ValueTask<IAsyncDisposable> AcquireFileAsync(string path, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException) && !StoreFailures.IsDiskFull(exception) && TimeProvider.System.GetElapsedTime(begun) < FilePatience)
            {
                // Another process holds it. What is wrong with the path itself has an exception of its own type.
                await Task.Delay(FileRetry, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

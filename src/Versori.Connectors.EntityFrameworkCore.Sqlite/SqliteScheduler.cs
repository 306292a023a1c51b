using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>
/// Runs one writer and a few readers at a time. SQLite works on its caller's thread and blocks it while it waits for
/// other processes; further callers wait here without a thread.
/// </summary>
/// <param name="time">The clock that measures how long the file has been locked.</param>
internal sealed class SqliteScheduler(TimeProvider time) : IWorkScheduler, IDisposable
{
    /// <summary>How long to wait for a lock of another process, most of it without a thread.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the driver retries on its caller's thread: its minimum, because retries here need no thread.
    /// </summary>
    private static readonly TimeSpan DriverTimeout = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading = new(Environment.ProcessorCount + 2);

    public void Configure(DbContext db) => SqliteTimeout.Set(db, DriverTimeout);

    public Task<T> ReadAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(_reading, work, cancellationToken);

    public Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(_writing, work, cancellationToken);

    public void Dispose()
    {
        _writing.Dispose();
        _reading.Dispose();
    }

    // A statement that failed because of another process's lock has changed nothing, so it is retried until the
    // timeout.
    private async Task<T> RunAsync<T>(
        SemaphoreSlim turn, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        (bool IsDone, T Result) outcome;
        while (!(outcome = await TryRunAsync(turn, work, startedAt, cancellationToken).ConfigureAwait(false)).IsDone)
        {
            var delay = TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10));
            await Task.Delay(delay, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return outcome.Result;
    }

    private async Task<(bool IsDone, T Result)> TryRunAsync<T>(
        SemaphoreSlim turn, Func<Task<T>> work, long startedAt, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // On another thread, so that a caller with a shorter timeout is not blocked.
            return (true, await Task.Run(work, CancellationToken.None).ConfigureAwait(false));
        }
        catch (ConnectorStoreException exception)
            when (IsBusy(exception) && IsCanceledOrMayRetry(startedAt, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (false, default!);
        }
        finally
        {
            turn.Release();
        }
    }

    private static bool IsBusy(ConnectorStoreException exception) =>
        StoreFailures.FindCause(exception) is SqliteException cause && SqliteErrors.IsBusy(cause);

    // Canceled calls report their cancellation instead of the lock.
    private bool IsCanceledOrMayRetry(long startedAt, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || time.GetElapsedTime(startedAt) < LockTimeout;
}

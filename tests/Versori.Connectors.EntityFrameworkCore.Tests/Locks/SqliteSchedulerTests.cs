using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Sqlite;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Locks;

/// <summary>How long work waits for a file that another process has locked.</summary>
public sealed class SqliteSchedulerTests : IDisposable
{
    private const int Busy = 5;

    private readonly FakeTimeProvider _time = new();
    private readonly SqliteScheduler _scheduler;

    public SqliteSchedulerTests() => _scheduler = new(_time);

    public void Dispose() => _scheduler.Dispose();

    // The driver alone would retry for 30 seconds, each time on a thread of the pool.
    [Fact]
    public async Task Work_on_a_locked_file_is_repeated_for_five_seconds()
    {
        var attempts = 0;

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => _scheduler.WriteAsync(Locked, TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorStoreFailure.Unavailable, refused.Failure);
        Assert.Equal((int)SqliteScheduler.LockTimeout.TotalSeconds, attempts);

        Task<int> Locked()
        {
            attempts++;
            _time.Advance(TimeSpan.FromSeconds(1));
            throw LockedElsewhere();
        }
    }

    [Fact]
    public async Task Work_succeeds_once_the_file_is_free()
    {
        var attempts = 0;

        var result = await _scheduler.ReadAsync(
            () => ++attempts < 3 ? throw LockedElsewhere() : Task.FromResult(7),
            TestContext.Current.CancellationToken);

        Assert.Equal((7, 3), (result, attempts));
    }

    [Fact]
    public async Task Another_failure_is_not_repeated()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<ConnectorStoreException>(() => _scheduler.ReadAsync<int>(
            () =>
            {
                attempts++;
                throw new ConnectorStoreException(ConnectorStoreFailure.OutOfSpace, "The disk is full.");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(1, attempts);
    }

    private static ConnectorStoreException LockedElsewhere() => new(
        ConnectorStoreFailure.Unavailable, "The database is locked.", new SqliteException("locked", Busy));
}

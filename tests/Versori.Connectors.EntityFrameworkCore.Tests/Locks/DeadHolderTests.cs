using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.PostgreSql.Locks;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Locks;

/// <summary>A process that dies with the lock of a connection delays others for a bounded time.</summary>
[Trait("Kind", "Race")]
public sealed class DeadHolderTests
{
    private static readonly ConnectionId Id = ConnectionId.New(DateTimeOffset.UnixEpoch);
    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-03-01T12:00:00Z");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_dead_holder_on_SQLite_delays_others_by_15_seconds_and_a_live_one_until_it_finishes()
    {
        await using var database = new SqliteDatabase();
        var (dead, alive) = (new FakeTimeProvider(Begin), new FakeTimeProvider(Begin));
        // In a dead process the clock stops and nothing is released.
        await Lock(database, dead).AcquireAsync(Id, default);
        Assert.Equal(Begin.AddSeconds(15), await EndAsync(database));
        var next = Lock(database, alive).AcquireAsync(Id, default).AsTask();
        alive.Advance(TimeSpan.FromSeconds(15));
        await MoveUntilAsync(alive, next);

        // This holder is alive and extends its lease.
        var third = Lock(database, alive).AcquireAsync(Id, default).AsTask();
        for (var round = 0; round < 12; round++)
        {
            var before = await EndAsync(database);
            alive.Advance(TimeSpan.FromSeconds(5));
            while (await EndAsync(database) == before) await Task.Yield();
            Assert.False(third.IsCompleted);
        }

        await (await next).DisposeAsync();
        await MoveUntilAsync(alive, third);
    }

    [Fact]
    public async Task A_lock_on_PostgreSQL_ends_with_the_connection_of_its_holder()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        await Lock(database, TimeProvider.System).AcquireAsync(Id, default);
        var next = Lock(database, TimeProvider.System).AcquireAsync(Id, default).AsTask();
        Assert.False(next.IsCompleted);

        // The operating system closes the connections of a killed process like this.
        await database.Server.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                + $"(SELECT oid FROM pg_database WHERE datname = '{database.Name}')");

        await using var held = await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task PostgreSQL_probes_silent_holders_and_disconnects_unresponsive_ones_within_25_seconds()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        var sessions = PostgreSqlConnectionLock.SessionsOf(
            $"{database.ConnectionString};Options=-c statement_timeout=7s");
        await using var connection = new NpgsqlConnection($"{sessions};Pooling=false");
        await connection.OpenAsync();

        Assert.Equal(
            ["10", "5", "3", "7s"],
            [
                await ShowAsync("tcp_keepalives_idle"),
                await ShowAsync("tcp_keepalives_interval"),
                await ShowAsync("tcp_keepalives_count"),
                await ShowAsync("statement_timeout"),
            ]);

        async Task<string> ShowAsync(string setting)
        {
            await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
            return (string)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task Waiting_for_locks_of_other_processes_does_not_block_the_stores()
    {
        await using var database = new SmallPoolDatabase();
        await database.CreateAsync();
        var (here, elsewhere) = (database.Open(), database.Open());
        var ids = Enumerable.Range(0, 4)
            .Select(number => ConnectionId.New(DateTimeOffset.UnixEpoch.AddDays(number))).ToList();
        var held = new List<IAsyncDisposable>();
        foreach (var id in ids)
            held.Add(await elsewhere.GetRequiredService<IConnectionLock>().AcquireAsync(id, default));
        // As many as the stores' pool has connections.
        var waiting = ids.Select(id => here.GetRequiredService<IConnectionLock>().AcquireAsync(id, default).AsTask())
            .ToList();

        Assert.Null(
            await here.GetRequiredService<IConnectionStore>().FindAsync(Id, default).AsTask().WaitAsync(Patience));

        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);
        foreach (var each in held) await each.DisposeAsync();
        foreach (var each in waiting) await (await each.WaitAsync(Patience)).DisposeAsync();
    }

    private static IConnectionLock Lock(TestDatabase database, TimeProvider time) =>
        database.Open(builder => builder.Services.AddSingleton(time)).GetRequiredService<IConnectionLock>();

    // In ticks, UTC.
    private static async Task<DateTimeOffset> EndAsync(SqliteDatabase database)
    {
        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Until FROM versori_connection_leases";
        return new((long)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
    }

    // A waiter polls the database at intervals. The fake clock must stay close to the real
    // one, because a lease must not expire while a slow machine writes it.
    private static async Task MoveUntilAsync(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(60));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        await task;
    }

    private sealed class SmallPoolDatabase : PostgresDatabase
    {
        internal override void Use(VersoriConnectorsBuilder builder) =>
            builder.UsePostgreSql(
                $"{ConnectionString};Maximum Pool Size=4", options => options.KeyDirectory = KeyDirectory);
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.PostgreSql.Locks;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Locks;

/// <summary>Whoever dies with the lock of a connection delays others by a bounded time.</summary>
[Trait("Kind", "Race")]
public sealed class DeadHolderTests
{
    private static readonly ConnectionId Id = ConnectionId.New(DateTimeOffset.UnixEpoch);
    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-03-01T12:00:00Z");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task On_SQLite_a_dead_holder_delays_others_by_15_seconds_and_a_live_one_by_as_long_as_it_takes()
    {
        await using var database = new SqliteDatabase();
        var (dead, alive) = (new FakeTimeProvider(Begin), new FakeTimeProvider(Begin));
        // Of a process that has died no clock goes on, and nothing is released.
        await Lock(database, dead).AcquireAsync(Id, default);
        Assert.Equal(Begin.AddSeconds(15), await EndAsync(database));
        var next = Lock(database, alive).AcquireAsync(Id, default).AsTask();
        alive.Advance(TimeSpan.FromSeconds(15));
        await MoveUntilAsync(alive, next);

        // This one lives, and prolongs what it holds.
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
    public async Task On_PostgreSQL_the_lock_ends_with_its_holders_connection()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        await Lock(database, TimeProvider.System).AcquireAsync(Id, default);
        var next = Lock(database, TimeProvider.System).AcquireAsync(Id, default).AsTask();
        Assert.False(next.IsCompleted);

        // As the operating system does with the connections of a process that was killed.
        await database.Server.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                + $"(SELECT oid FROM pg_database WHERE datname = '{database.Name}')");

        await using var held = await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task PostgreSQL_probes_silent_holders_and_ends_those_that_do_not_respond_within_25_seconds()
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
    public async Task Those_that_wait_for_other_processes_do_not_keep_the_stores_waiting()
    {
        await using var database = new SmallPoolDatabase();
        await database.CreateAsync();
        var (here, elsewhere) = (database.Open(), database.Open());
        var ids = Enumerable.Range(0, 4)
            .Select(number => ConnectionId.New(DateTimeOffset.UnixEpoch.AddDays(number))).ToList();
        var held = new List<IAsyncDisposable>();
        foreach (var id in ids)
            held.Add(await elsewhere.GetRequiredService<IConnectionLock>().AcquireAsync(id, default));
        // As many as the stores' pool has places.
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

    // Whoever waits asks the database again and again, with a wait in between. The clock goes no faster than the real
    // one by much: while a slow machine writes a lease down, it must not run out.
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

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Outages;
using Versori.Connectors.Soak.Workers;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Processes;

/// <summary>
/// A database outage under load. benchmarks/Versori.Connectors.Soak runs the same for 30 seconds.
/// </summary>
[Trait("Kind", "Race")]
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);
    private static readonly ConnectionId Nobody = ConnectionId.New(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task An_unresponsive_server_does_not_stop_warm_connections_and_all_connections_recover()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Processes are frozen on Linux only.");
        using var server = Start();

        Check(await Outages.FrozenAsync(Database(server, "frozen"), server, Outage, Brief));
    }

    [Fact]
    public async Task A_stopped_server_does_not_stop_warm_connections_and_all_connections_recover()
    {
        using var server = Start();

        Check(await Outages.StoppedAsync(Database(server, "stopped"), server, Outage, Brief));
    }

    [Fact]
    public async Task A_locked_file_does_not_stop_warm_connections_and_all_connections_recover()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("SQLite's own locks are taken on Linux only.");
        await using var database = new SqliteDatabase();

        Check(await Outages.LockedAsync(database.Shared(), Outage, Brief));
    }

    [Fact]
    public async Task A_wait_for_a_locked_file_ends_with_an_error_or_when_cancelled()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("SQLite's own locks are taken on Linux only.");
        await using var database = new SqliteDatabase();
        var store = database.Open().GetRequiredService<IConnectionStore>();
        Assert.Null(await store.FindAsync(Nobody, default));
        await using var holder = WorkerProcess.Start("lock", database.File);
        Assert.Equal("ready", await holder.HearAsync());

        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var cancelled = Task.Run(() => store.FindAsync(Nobody, soon.Token).AsTask());
        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => Task.Run(() => store.FindAsync(Nobody, default).AsTask()));

        Assert.Equal(ConnectorStoreFailure.Unavailable, refused.Failure);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await holder.KillAsync();
        Assert.Null(await store.FindAsync(Nobody, default));
    }

    private static void Check(OutageResult run)
    {
        Assert.Empty(run.WarmFailures);
        Assert.True(run.WarmCalls > 0);
        Assert.Contains("ConnectorStoreException Unavailable", run.Cold.Keys);
        Assert.True(run.Holds, string.Join(", ", run.Cold.Keys.Concat(run.Rejected.Keys)));
    }

    // Cached records become stale and waits for the store end well before the end of the outage.
    private static void Brief(VersoriConnectorsOptions options)
    {
        options.CacheDuration = TimeSpan.FromSeconds(1);
        options.StoreTimeout = TimeSpan.FromSeconds(1);
    }

    private static PostgresProgram Start() => PostgresProgram.TryStart() ?? PostgresServer.Missing<PostgresProgram>();

    private static SharedDatabase Database(PostgresProgram server, string name)
    {
        server.CreateDatabase(name);
        return new(
            SharedDatabase.Postgres,
            $"{server.ConnectionString};Database={name}",
            Path.Combine(server.DataFolder, "..", "keys"));
    }
}

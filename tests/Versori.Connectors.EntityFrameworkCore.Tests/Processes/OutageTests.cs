using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Outages;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Processes;

/// <summary>A database that goes away under load; benchmarks/Versori.Connectors.Soak runs the same for 30 seconds.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_server_that_answers_nothing_stops_no_warm_connection_and_all_recover()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Processes are frozen on Linux only.");
        using var server = Start();

        Check(await Outages.FrozenAsync(Database(server, "frozen"), server, Outage, Brief));
    }

    [Fact]
    public async Task A_server_that_is_stopped_stops_no_warm_connection_and_all_recover()
    {
        using var server = Start();

        Check(await Outages.StoppedAsync(Database(server, "stopped"), server, Outage, Brief));
    }

    [Fact]
    public async Task A_file_that_another_process_has_locked_stops_no_warm_connection_and_all_recover()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("SQLite's own locks are taken on Linux only.");
        await using var database = new SqliteDatabase();

        Check(await Outages.LockedAsync(database.Shared(), Outage, Brief));
    }

    private static void Check(OutageResult run)
    {
        Assert.Empty(run.WarmFailures);
        Assert.True(run.WarmCalls > 0);
        Assert.Contains("ConnectorStoreException Unavailable", run.Cold.Keys);
        Assert.True(run.Holds, string.Join(", ", run.Cold.Keys.Concat(run.Rejected.Keys)));
    }

    // What was read before is stale, and waiting for the store ends, well before the outage does.
    private static void Brief(VersoriConnectorsOptions options)
    {
        options.CacheDuration = TimeSpan.FromSeconds(1);
        options.StoreTimeout = TimeSpan.FromSeconds(1);
    }

    private static PostgresProgram Start() => PostgresProgram.TryStart() ?? PostgresServer.Missing<PostgresProgram>();

    private static SharedDatabase Database(PostgresProgram server, string name)
    {
        server.CreateDatabase(name);
        return new(SharedDatabase.Postgres, $"{server.ConnectionString};Database={name}", Path.Combine(server.DataFolder, "..", "keys"));
    }
}

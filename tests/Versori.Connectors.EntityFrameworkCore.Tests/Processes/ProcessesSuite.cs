using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Soak.Crashes;
using Versori.Connectors.Soak.Fleet;
using Versori.Connectors.Soak.Limits;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Processes;

/// <summary>Processes that share a database. benchmarks/Versori.Connectors.Soak runs the same at full size.</summary>
[Trait("Kind", "Race")]
public abstract class ProcessesSuite<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task Three_processes_send_one_token_request_for_each_expiry_and_no_call_fails()
    {
        await using var database = new TDatabase();
        await database.CreateAsync();

        var run = await FleetRun.RunAsync(database.Shared(), processes: 3, expiries: 20, calls: 2);

        Assert.Empty(run.Lost);
        Assert.Equal((20, 0, 0, true), (run.TokenRequests, run.NotOne, run.Refusals, run.IsFamilyAlive));
        Assert.True(run.Rejections >= 20);
        Assert.Equal(120, run.Calls);
    }

    [Fact]
    public async Task Three_processes_share_a_limit_without_a_refusal_and_claim_it_rarely()
    {
        await using var database = new TDatabase();
        await database.CreateAsync();

        var run = await LimitRun.RunAsync(database.Shared(), processes: 3, limit: 100, calls: 600);

        Assert.Empty(run.Lost);
        Assert.Equal(600, run.Calls + run.Refused);
        Assert.InRange(run.Refused, 0, 2);
        // How much of the limit is used depends on the load of the machine; Soak measures it at full size.
        Assert.InRange(run.Claims, 3, 60);
    }

    [Fact]
    public async Task Killed_processes_leave_no_partial_data_and_lose_a_token_only_before_it_is_saved()
    {
        await using var database = new TDatabase();
        await database.CreateAsync();

        var run = await CrashRun.RunAsync(database.Shared(), kills: 10);

        Assert.Empty(run.Store.Problems);
        Assert.Empty(run.Unexpected);
        Assert.Equal(0, run.LostOtherwise);
        Assert.Equal((10, 10), (run.Kills, run.Opened));
        Assert.True(run.Store.Connections > 0);
        // A sweep removes only the secrets that killed processes left behind.
        Assert.Equal(
            (0, 0, run.Store.Connections), (run.Swept.Unreferenced, run.Swept.Ownerless, run.Swept.Connections));
        Assert.Empty(run.Swept.Problems);
    }
}

public sealed class SqliteProcessesTests : ProcessesSuite<SqliteDatabase>;

public sealed class PostgresProcessesTests : ProcessesSuite<PostgresDatabase>;

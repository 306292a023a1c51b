using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>
/// PostgreSQL notifies changes immediately: no test advances the clock by half of the cache duration.
/// </summary>
public abstract class ChangeNoticeSuite<TDatabase> : ChangeSuite<TDatabase>
    where TDatabase : PostgresDatabase, new()
{
    [Fact]
    public async Task A_connection_that_is_disconnected_elsewhere_is_refused_immediately()
    {
        var connection = await ConnectAsync();
        await AssertUsableAsync();

        await Connections.DisconnectAsync(connection.Id);

        await AssertBecomesAsync(ConnectorErrorCode.NoConnection);
    }

    [Fact]
    public async Task A_connection_created_elsewhere_and_a_new_default_are_used_immediately()
    {
        var first = await ConnectAsync("first");
        await AssertUsableAsync();

        var second = await ConnectAsync("second", isAccepted: false);
        await AssertBecomesAsync(ConnectorErrorCode.AmbiguousConnection);
        await Connections.SetDefaultAsync(second.Id);
        await AssertBecomesAsync(HttpStatusCode.Unauthorized);
        await Connections.SetDefaultAsync(first.Id);
        await AssertBecomesAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Changes_of_a_binding_a_connector_and_a_template_elsewhere_are_used_immediately()
    {
        await Connections.SetDefaultAsync((await ConnectAsync("first")).Id);
        var second = await ConnectAsync("second", isAccepted: false);
        await AssertUsableAsync();
        var catalog = Here.GetRequiredService<IConnectorCatalog>();

        await Connections.SetBindingAsync(Template, second.Id);
        await AssertBecomesAsync(HttpStatusCode.Unauthorized);
        await Connections.RemoveBindingAsync(Template);
        await AssertBecomesAsync(HttpStatusCode.OK);
        await catalog.EditAsync(
            ConnectorId.Parse("api"), definition => definition with { BaseUrl = $"{definition.BaseUrl}/v2" });
        await AssertBecomesAsync(HttpStatusCode.OK, "/v2/me");
        await catalog.UnlinkAsync(Template);
        await AssertBecomesAsync(ConnectorErrorCode.NotFound);
    }

    [Fact]
    public async Task Changes_during_a_lost_notification_connection_are_seen_after_it_is_restored()
    {
        var connection = await ConnectAsync();
        await AssertUsableAsync();
        await EventuallyAsync(EndListeningAsync);
        await EventuallyAsync(
            () =>
                Task.FromResult(
                    Elsewhere.GetRequiredService<FakeLogCollector>().GetSnapshot().Any(record => record.Id.Id == 10)));

        // Since the listener began, what was read before it counts as changed.
        await AssertUsableAsync();

        await Connections.DisconnectAsync(connection.Id);
        await AssertUsableAsync();
        Time.Advance(TimeSpan.FromSeconds(1));

        await AssertBecomesAsync(ConnectorErrorCode.NoConnection);
    }

    [Fact]
    public async Task A_successful_save_is_notified_and_a_conflicting_one_is_not()
    {
        var templates = Here.GetRequiredService<ITemplateStore>();
        await using var listener = new NpgsqlConnection(Database.ConnectionString);
        await listener.OpenAsync();
        await using (var command = new NpgsqlCommand($"LISTEN {ChangeChannel.Name}", listener))
            await command.ExecuteNonQueryAsync();
        var heard = new List<StoreChange>();
        listener.Notification += (_, notice) => heard.Add(ChangeNotice.Read(notice.Payload));

        var other = new ConnectionTemplate { Id = new("other", "api"), ConnectorId = ConnectorId.Parse("api") };
        Assert.False(
            (await templates.SaveAsync(new() { Id = Template, ConnectorId = other.ConnectorId }, default)).IsSaved);
        Assert.True((await templates.SaveAsync(other, default)).IsSaved);
        await listener.WaitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);

        Assert.Equal([StoreChange.ForTemplate(other.Id)], heard);
    }

    // Ends the listening connections of both hosts once both listen. One that is ended alone would wait for the clock.
    private async Task<bool> EndListeningAsync()
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "WITH listeners AS (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
                + "query LIKE 'LISTEN%') SELECT count(pg_terminate_backend(pid)) FROM listeners "
                + "WHERE (SELECT count(*) FROM listeners) >= 2",
            connection);
        return (long)(await command.ExecuteScalarAsync())! >= 2;
    }
}

[Trait("Kind", "Race")]
public sealed class PostgresChangeNoticeTests : ChangeNoticeSuite<PostgresDatabase>;

public sealed class HostPostgresChangeNoticeTests : ChangeNoticeSuite<HostPostgresDatabase>;

public sealed class SqliteChangeTests : ChangeSuite<SqliteDatabase>
{
    [Fact]
    public async Task A_connection_that_is_disconnected_elsewhere_is_refused_within_the_cache_duration()
    {
        var connection = await ConnectAsync();
        await AssertUsableAsync();

        await Connections.DisconnectAsync(connection.Id);
        await AssertUsableAsync();
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((ConnectorErrorCode.NoConnection, null), await CallAsync());
    }
}

public sealed class ChangeNoticeTextTests
{
    private static readonly StoreChange[] All =
    [
        StoreChange.ForConnection(new(Guid.NewGuid()), ConnectorId.Parse("api"), Owner.User("a \"quoted\" user")),
        StoreChange.ForTemplate(new("integration/1", "näme")),
        StoreChange.ForConnector(ConnectorId.Parse("api")),
        StoreChange.Everything,
    ];

    [Fact]
    public void A_change_notice_round_trips() =>
        Assert.Equal(All, All.Select(change => ChangeNotice.Read(ChangeNotice.Write("sender", change))));

    [Fact]
    public void Ids_that_are_too_long_for_a_notice_invalidate_everything() =>
        Assert.Equal(
            StoreChange.Everything,
            ChangeNotice.Read(
                ChangeNotice.Write("sender", StoreChange.ForTemplate(new("integration", new string('x', 8_000))))));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"v\":2}")]
    [InlineData("[\"sender\",\"connection\",\"no id\",\"api\",\"host\"]")]
    [InlineData("[\"sender\",\"schedule\",\"1\"]")]
    public void An_unknown_notice_invalidates_everything(string notice) =>
        Assert.Equal(StoreChange.Everything, ChangeNotice.Read(notice));

    [Fact]
    public void A_process_ignores_its_own_notices()
    {
        Assert.True(ChangeNotice.IsFrom("me", ChangeNotice.Write("me", All[0])));
        Assert.False(ChangeNotice.IsFrom("me", ChangeNotice.Write("you", All[0])));
    }
}

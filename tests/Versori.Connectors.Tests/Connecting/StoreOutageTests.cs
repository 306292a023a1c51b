using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

[Trait("Kind", "Race")]
public sealed class StoreOutageTests : ConnectingTest
{
    [Fact]
    public async Task A_warm_connection_works_during_a_store_outage_and_reads_changes_afterwards()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await client.GetAsync("me");

        Outage.Lasts = true;
        for (var minute = 0; minute < 10; minute++)
        {
            Engine.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        }

        Assert.True(Outage.Refused > 0);
        Outage.Lasts = false;
        await using (var other = EngineFixture.Beside(Engine)) await other.Connections.DisconnectAsync(connection.Id);
        Engine.Time.Advance(TimeSpan.FromSeconds(30));
        await RefusedAsync(ConnectorErrorCode.NotFound, () => client.GetAsync("me"));
    }

    [Fact]
    public async Task Unavailable_stores_are_not_queried_on_every_call()
    {
        var (_, client) = await Engine.ConnectAsync();
        await client.GetAsync("me");
        Outage.Lasts = true;
        Engine.Time.Advance(TimeSpan.FromMinutes(1));

        for (var call = 0; call < 50; call++) await client.GetAsync("me");

        Assert.Equal(1, Outage.Refused);
    }

    [Fact]
    public async Task A_cold_connection_gets_the_error_of_the_store_and_recovers()
    {
        var (connection, _) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);
        using var cold = other.CreateClient(connection);
        Outage.Lasts = true;
        await Assert.ThrowsAsync<StoreAwayException>(() => cold.GetAsync("me"));

        Outage.Lasts = false;

        Assert.Equal(HttpStatusCode.OK, (await cold.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task An_expired_token_is_refreshed_only_after_the_store_outage()
    {
        var (_, client) = await Engine.ConnectAsync();
        Outage.Lasts = true;
        Engine.Time.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<StoreAwayException>(() => client.GetAsync("me"));
        Assert.Equal(1, External.TokenRequests);

        Outage.Lasts = false;

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, External.TokenRequests);
    }

    [Fact]
    public async Task A_refreshed_token_that_cannot_be_saved_is_kept_and_saved_later()
    {
        var (connection, client) = await Engine.ConnectAsync();
        Engine.Time.Advance(TimeSpan.FromHours(2));
        Outage.On = operation => Outage.Lasts = operation == "save connection";
        Assert.True(
            (await RefusedAsync(ConnectorErrorCode.Unavailable, () => client.GetAsync("me"))).Error.IsTransient);

        Outage.On = null;
        Outage.Lasts = false;

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, External.TokenRequests);
        await Connections.DisconnectAsync(connection.Id);
        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("save connection")]
    [InlineData("saved connection")]
    public async Task A_token_whose_save_failed_or_whose_result_was_lost_leaves_no_secret(string moment)
    {
        var (_, client) = await Engine.ConnectAsync();
        Engine.Time.Advance(TimeSpan.FromHours(2));
        Outage.On = operation =>
        {
            if (operation != moment) return;
            Outage.On = null;
            throw new StoreAwayException();
        };
        await RefusedAsync(ConnectorErrorCode.Unavailable, () => client.GetAsync("me"));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, External.TokenRequests);
        Assert.Equal(
            ["credential", "token/oauth2"], Secrets.Live.Select(secret => secret.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hanging_store_delays_a_warm_connection_for_a_bounded_time()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await client.GetAsync("me");
        await using var other = EngineFixture.Beside(Engine);
        using var cold = other.CreateClient(connection);
        Outage.Hang = new();
        Engine.Time.Advance(TimeSpan.FromMinutes(1));
        var warm = client.GetAsync("me");
        await Outage.Hang.Task;
        Assert.False(warm.IsCompleted);

        Engine.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, (await warm).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Outage.Hang = new();
        var refused = Assert.ThrowsAsync<ConnectorStoreException>(() => cold.GetAsync("me"));
        await Outage.Hang.Task;
        Engine.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ConnectorStoreFailure.Unavailable, (await refused).Failure);
        Outage.Hang = null;
        Assert.Equal(HttpStatusCode.OK, (await cold.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_store_that_still_hangs_is_retried_without_delaying_a_warm_connection()
    {
        var (_, client) = await Engine.ConnectAsync();
        await client.GetAsync("me");
        Outage.Hang = new();
        Engine.Time.Advance(TimeSpan.FromMinutes(1));
        var first = client.GetAsync("me");
        await Outage.Hang.Task;
        Engine.Time.Advance(TimeSpan.FromSeconds(5));
        await first;

        Outage.Hang = new();
        Engine.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        await Outage.Hang.Task;
    }

    [Fact]
    public async Task A_lock_that_is_never_acquired_is_a_typed_error_after_a_bounded_time()
    {
        await using var held = await Engine.Services.GetRequiredService<IConnectionLock>()
            .AcquireAsync((await Engine.ConnectAsync()).Connection.Id, default);
        var connection = Assert.Single(await Engine.Connections.ListAsync(new()).ToListAsync());

        var refused = Assert.ThrowsAsync<ConnectorStoreException>(() => Engine.Connections.RefreshAsync(connection.Id));
        while (!refused.IsCompleted)
        {
            Engine.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal(ConnectorStoreFailure.Unavailable, (await refused).Failure);
        await held.DisposeAsync();
        await Engine.Connections.RefreshAsync(connection.Id);
    }

    [Fact]
    public async Task A_connection_refreshed_repeatedly_by_others_while_it_is_read_is_not_reported_as_broken()
    {
        var (connection, _) = await Engine.ConnectAsync();
        await using var other = EngineFixture.Beside(Engine);
        using var cold = other.CreateClient(connection);
        var refreshes = 0;
        Secrets.BeforeRead = async reference =>
        {
            if (reference.Name != "token/oauth2" || refreshes == 3) return;
            refreshes++;
            var again = Secrets.BeforeRead;
            Secrets.BeforeRead = null;
            await Engine.Connections.RefreshAsync(connection.Id);
            Secrets.BeforeRead = again;
        };

        Assert.Equal(HttpStatusCode.OK, (await cold.GetAsync("me")).StatusCode);
        Assert.Equal(3, refreshes);
    }
}

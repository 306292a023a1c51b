using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Refresh;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

[Trait("Kind", "Race")]
public sealed class RefreshTheory : MethodTheory
{
    private const int Callers = 50;

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task What_has_expired_is_refreshed(string method)
    {
        var (_, client) = await ConnectAsync(method);

        LetExpire();
        await AssertAcceptedAsync(client);
        await AssertAcceptedAsync(client);

        Assert.Equal(2, System.Seen.Length);
        Assert.Equal(3, System.Calls);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task What_is_rejected_is_replaced_once_and_the_request_repeated(string method)
    {
        var (_, client) = await ConnectAsync(method);
        await AssertAcceptedAsync(client);
        var (seen, calls) = (System.Seen.Length, System.Calls);
        System.RejectSeen();

        await AssertAcceptedAsync(client);

        Assert.Equal((seen + 1, calls + 2), (System.Seen.Length, System.Calls));
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Static), MemberType = typeof(MethodFixtures))]
    public async Task A_rejection_that_nothing_can_be_done_about_is_the_callers(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.RejectsAll = true;

        using var response = await Host.CallAsync(client);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, System.Calls);
        System.RejectsAll = false;
        await AssertAcceptedAsync(client);
        Assert.Equal(ConnectionStatus.Active, (await Host.Engine.Connections.FindAsync(connection.Id))!.Status);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Asking), MemberType = typeof(MethodFixtures))]
    public async Task A_final_refusal_ends_the_connection_and_later_calls_fail_at_once(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.TokenOutage = Host.Fixture.FinalRefusal;
        LetExpire();

        var first = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var (asked, calls) = (System.TokenArrivals.Count, System.Calls);
        var second = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));

        Assert.Equal(
            (ConnectorErrorCode.NeedsReauthorization, ConnectorErrorCode.NeedsReauthorization),
            (first.Code, second.Code));
        Assert.Equal((asked, calls), (System.TokenArrivals.Count, System.Calls));
        Assert.Equal(
            ConnectionStatus.NeedsReauthorization, (await Host.Engine.Connections.FindAsync(connection.Id))!.Status);
        Assert.Equal(
            [ConnectionEventKind.Connected, ConnectionEventKind.NeedsReauthorization], Host.Engine.Events.Kinds);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Asking), MemberType = typeof(MethodFixtures))]
    public async Task A_passing_failure_is_backed_off_and_recovered_from(string method)
    {
        var (_, client) = await ConnectAsync(method);
        System.TokenOutage = ScriptedResponse.Create(503, "");
        LetExpire();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var asked = System.TokenArrivals.Count;
        await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (failure.Code, failure.Error.IsTransient));
        Assert.Equal(asked, System.TokenArrivals.Count);
        Assert.Equal(1, System.Calls);
        System.TokenOutage = null;
        Host.Engine.Time.Advance(failure.Error.RetryAfter!.Value);
        await AssertAcceptedAsync(client);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Asking), MemberType = typeof(MethodFixtures))]
    public async Task What_has_ended_is_ended_for_other_processes_too_until_it_is_connected_again(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.TokenOutage = Host.Fixture.FinalRefusal;
        LetExpire();
        await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var asked = System.TokenArrivals.Count;
        System.TokenOutage = null;
        await using var restarted = EngineFixture.Beside(Host.Engine, configure: Host.Fixture.Configure);
        var other = restarted.CreateClient(connection);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(other));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, error.Code);
        Assert.Equal(asked, System.TokenArrivals.Count);
        var again = await Host.ReconnectAsync(connection);
        Assert.Equal((connection.Id, ConnectionStatus.Active, null), (again.Id, again.Status, again.StatusReason));
        await AssertAcceptedAsync(client);
        LetSeeChanges();
        await AssertAcceptedAsync(other);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Asking), MemberType = typeof(MethodFixtures))]
    public async Task While_what_there_is_is_good_a_passing_failure_is_nobodys_concern(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.TokenOutage = ScriptedResponse.Create(503, "");
        Host.Engine.Time.Advance(TimeSpan.FromMinutes(59.5));

        await AssertAcceptedAsync(client);
        await EndOfBackgroundRefreshAsync(connection.Id);
        await AssertAcceptedAsync(client);

        Assert.Single(System.Seen);
        System.TokenOutage = null;
        Host.Engine.Time.Advance(TimeSpan.FromMinutes(10));
        await AssertAcceptedAsync(client);
        Assert.Equal(2, System.Seen.Length);
    }

    // An error that never comes is a failure here, and no test that waits for ever. A call must not join the refresh that
    // has failed, so that it has to have ended.
    private async Task EndOfBackgroundRefreshAsync(ConnectionId id)
    {
        var runtimes = Host.Engine.Services.GetRequiredService<ConnectionRuntimes>();
        var runtime = runtimes.Find(id)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (runtime.LastError is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await runtimes.Refreshing.RunAsync(runtime, () => runtime.GetAsync(default).AsTask(), patience.Token);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task What_is_good_is_replaced_when_the_host_says_so(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        await AssertAcceptedAsync(client);
        var seen = System.Seen.Length;

        await Host.Engine.Connections.RefreshAsync(connection.Id);

        await AssertAcceptedAsync(client);
        Assert.Equal(seen + 1, System.Seen.Length);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Many_callers_cost_one_refresh(string method)
    {
        var (_, client) = await ConnectAsync(method);
        var asked = System.TokenArrivals.Count;
        LetExpire();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AssertAcceptedAsync(client)));

        Assert.Equal(asked + (Host.Fixture.RequestsTheSystem ? 1 : 0), System.TokenArrivals.Count);
        Assert.Equal(Host.Fixture.Refreshes ? 2 : 1, System.Seen.Length);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task Many_rejected_callers_cost_one_replacement(string method)
    {
        var (_, client) = await ConnectAsync(method);
        await AssertAcceptedAsync(client);
        var (seen, asked) = (System.Seen.Length, System.TokenArrivals.Count);
        System.RejectSeen();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AssertAcceptedAsync(client)));

        Assert.Equal(asked + (Host.Fixture.RequestsTheSystem ? 1 : 0), System.TokenArrivals.Count);
        Assert.Equal(seen + 1, System.Seen.Length);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Asking), MemberType = typeof(MethodFixtures))]
    public async Task A_caller_that_gives_up_cancels_only_itself(string method)
    {
        var (_, client) = await ConnectAsync(method);
        var asked = System.TokenArrivals.Count;
        LetExpire();
        System.TokenGate.Close();
        using var giveUp = new CancellationTokenSource();
        var impatient = Host.CallAsync(client, cancellationToken: giveUp.Token);
        var patient = AssertAcceptedAsync(client);
        await System.TokenArrivals.WaitForAsync(asked + 1);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        System.TokenGate.Open();

        await patient;
        Assert.Equal(asked + 1, System.TokenArrivals.Count);
    }
}

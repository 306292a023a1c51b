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
    public async Task An_expired_credential_is_refreshed(string method)
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
    public async Task A_rejected_credential_is_replaced_once_and_the_request_is_repeated(string method)
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
    public async Task A_rejection_after_the_replacement_is_returned_to_the_caller(string method)
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
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task After_a_final_refusal_later_calls_fail_at_once(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.TokenOutage = Host.Fixture.FinalRefusal;
        LetExpire();

        var first = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var (tokenRequests, calls) = (System.TokenArrivals.Count, System.Calls);
        var second = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));

        Assert.Equal(
            (ConnectorErrorCode.NeedsReauthorization, ConnectorErrorCode.NeedsReauthorization),
            (first.Code, second.Code));
        Assert.Equal((tokenRequests, calls), (System.TokenArrivals.Count, System.Calls));
        Assert.Equal(
            ConnectionStatus.NeedsReauthorization, (await Host.Engine.Connections.FindAsync(connection.Id))!.Status);
        Assert.Equal(
            [ConnectionEventKind.Connected, ConnectionEventKind.NeedsReauthorization], Host.Engine.Events.Kinds);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task A_transient_failure_is_retried_after_a_backoff_and_recovers(string method)
    {
        var (_, client) = await ConnectAsync(method);
        System.TokenOutage = ScriptedResponse.Create(503, "");
        LetExpire();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var tokenRequests = System.TokenArrivals.Count;
        await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (failure.Code, failure.Error.IsTransient));
        Assert.Equal(tokenRequests, System.TokenArrivals.Count);
        Assert.Equal(1, System.Calls);
        System.TokenOutage = null;
        Host.Engine.Time.Advance(failure.Error.RetryAfter!.Value);
        await AssertAcceptedAsync(client);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task A_refused_connection_is_refused_in_other_processes_until_it_is_reconnected(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        System.TokenOutage = Host.Fixture.FinalRefusal;
        LetExpire();
        await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        var tokenRequests = System.TokenArrivals.Count;
        System.TokenOutage = null;
        await using var restarted = EngineFixture.Beside(Host.Engine, configure: Host.Fixture.Configure);
        var other = restarted.CreateClient(connection);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(other));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, error.Code);
        Assert.Equal(tokenRequests, System.TokenArrivals.Count);
        var again = await Host.ReconnectAsync(connection);
        Assert.Equal((connection.Id, ConnectionStatus.Active, null), (again.Id, again.Status, again.StatusReason));
        await AssertAcceptedAsync(client);
        LetSeeChanges();
        await AssertAcceptedAsync(other);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task A_transient_refresh_failure_does_not_affect_calls_with_a_valid_credential(string method)
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

    // A timeout makes the test fail if the error never appears. A call must not join the refresh that has failed, so
    // the test waits for its end.
    private async Task EndOfBackgroundRefreshAsync(ConnectionId id)
    {
        var runtimes = Host.Engine.Services.GetRequiredService<ConnectionRuntimes>();
        var runtime = runtimes.Find(id)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (runtime.LastError is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await runtimes.Refreshing.RunAsync(runtime, () => runtime.GetAsync(default).AsTask(), patience.Token);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task A_valid_credential_is_replaced_when_the_host_requests_it(string method)
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
    public async Task Many_callers_share_one_refresh(string method)
    {
        var (_, client) = await ConnectAsync(method);
        var tokenRequests = System.TokenArrivals.Count;
        LetExpire();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AssertAcceptedAsync(client)));

        Assert.Equal(tokenRequests + (Host.Fixture.RequestsTheSystem ? 1 : 0), System.TokenArrivals.Count);
        Assert.Equal(Host.Fixture.Refreshes ? 2 : 1, System.Seen.Length);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Refreshing), MemberType = typeof(MethodFixtures))]
    public async Task Many_rejected_callers_share_one_replacement(string method)
    {
        var (_, client) = await ConnectAsync(method);
        await AssertAcceptedAsync(client);
        var (seen, tokenRequests) = (System.Seen.Length, System.TokenArrivals.Count);
        System.RejectSeen();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AssertAcceptedAsync(client)));

        Assert.Equal(tokenRequests + (Host.Fixture.RequestsTheSystem ? 1 : 0), System.TokenArrivals.Count);
        Assert.Equal(seen + 1, System.Seen.Length);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task A_cancelled_caller_does_not_cancel_the_refresh_for_other_callers(string method)
    {
        var (_, client) = await ConnectAsync(method);
        var tokenRequests = System.TokenArrivals.Count;
        LetExpire();
        System.TokenGate.Close();
        using var giveUp = new CancellationTokenSource();
        var impatient = Host.CallAsync(client, cancellationToken: giveUp.Token);
        var patient = AssertAcceptedAsync(client);
        await System.TokenArrivals.WaitForAsync(tokenRequests + 1);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        System.TokenGate.Open();

        await patient;
        Assert.Equal(tokenRequests + 1, System.TokenArrivals.Count);
    }
}

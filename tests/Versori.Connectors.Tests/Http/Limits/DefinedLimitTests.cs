using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>Limits that the definition states.</summary>
public sealed class DefinedLimitTests
{
    private static readonly ConnectorLimits FiveASecond = new() { Rates = [new() { Calls = 5 }] };

    private static readonly ConnectorLimits OneASecond = new() { Rates = [new() { Calls = 1 }] };

    [Fact]
    public async Task No_more_calls_are_sent_in_a_period_than_the_limit_allows()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = FiveASecond });
        using var client = system.CreateClient();

        var calls = Enumerable.Range(0, 12).Select(_ => client.GetAsync("x")).ToList();

        foreach (var (waiting, arrived) in new[] { (7, 5), (2, 10) })
        {
            await system.Server.RequestCounter.WaitForAsync(arrived);
            await system.WaitForQueueAsync(waiting);
            await Settled(calls, arrived);
            system.Engine.Time.Advance(TimeSpan.FromMilliseconds(999));
            Assert.Equal(arrived, system.Server.Requests.Count);
            system.Engine.Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        await Task.WhenAll(calls);
        Assert.Equal(12, system.Server.Requests.Count);
    }

    [Fact]
    public async Task Several_rates_apply_at_once()
    {
        var limits = new ConnectorLimits { Rates = [new() { Calls = 5 }, new() { Calls = 6, PeriodSeconds = 60 }] };
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = limits });
        using var client = system.CreateClient();
        for (var call = 0; call < 5; call++) await client.GetAsync("x");
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        await client.GetAsync("x");

        var seventh = client.GetAsync("x");
        await system.WaitForQueueAsync(1);
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((6, 1), (system.Server.Requests.Count, system.Limiter!.Waiting));
        system.Engine.Time.Advance(TimeSpan.FromSeconds(57));

        await seventh;
        Assert.Equal(7, system.Server.Requests.Count);
    }

    [Fact]
    public async Task A_heavy_endpoint_uses_more_units_and_a_free_one_none_whatever_client_calls_it()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = FiveASecond });
        using var client = system.CreateClient();
        await client.GetAsync("heavy/7?x=1");
        await client.GetAsync("x");
        for (var call = 0; call < 10; call++) await client.GetAsync("free");
        await client.GetAsync("x");

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(Impatient("x")));
        await client.SendAsync(Impatient("free"));

        Assert.Equal(ConnectorErrorCode.Limited, refused.Code);
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_limited_and_the_next_follows_when_one_ends()
    {
        var (now, most, gate, entered) = (0, 0, Gate.Closed(), new RequestCounter());
        await using var system = await LimitedSystem.StartAsync(
            async _ =>
            {
                var current = Interlocked.Increment(ref now);
                InterlockedMax(ref most, current);
                entered.Increment();
                await gate.WaitAsync();
                Interlocked.Decrement(ref now);
            },
            definition => definition with { Limits = new() { Concurrency = 3 } });
        using var client = system.CreateClient();

        var calls = Enumerable.Range(0, 20).Select(_ => client.GetAsync("x")).ToList();
        await entered.WaitForAsync(3);
        await system.WaitForQueueAsync(17);
        gate.Open();
        await Task.WhenAll(calls);

        Assert.Equal((20, 3), (system.Server.Requests.Count, most));
    }

    [Fact]
    public async Task Callers_pass_in_the_order_in_which_they_came()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = OneASecond });
        using var client = system.CreateClient();
        await client.GetAsync("0");
        var calls = new List<Task<HttpResponseMessage>>();
        for (var number = 1; number <= 5; number++)
        {
            calls.Add(client.GetAsync($"{number}"));
            await system.WaitForQueueAsync(number);
        }

        foreach (var call in calls)
        {
            system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1001));
            await call;
        }

        Assert.Equal(["/0", "/1", "/2", "/3", "/4", "/5"], system.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_queue_and_the_others_their_places()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = OneASecond });
        using var client = system.CreateClient();
        await client.GetAsync("0");
        using var giveUp = new CancellationTokenSource();
        var impatient = client.GetAsync("1", giveUp.Token);
        await system.WaitForQueueAsync(1);
        var patient = client.GetAsync("2");
        await system.WaitForQueueAsync(2);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await system.WaitForQueueAsync(1);
        system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1001));

        await patient;
        Assert.Equal(["/0", "/2"], system.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_call_that_would_wait_too_long_is_refused_at_once_with_the_wait()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask,
            definition => definition with { Limits = new() { Rates = [new() { Calls = 1, PeriodSeconds = 10 }] } },
            options => options.MaximumLimitWait = TimeSpan.FromSeconds(25));
        using var client = system.CreateClient();
        await client.GetAsync("0");
        var waiting = new[] { client.GetAsync("1"), client.GetAsync("2") };
        await system.WaitForQueueAsync(2);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("3"));

        Assert.Equal((ConnectorErrorCode.Limited, true), (refused.Code, refused.Error.IsTransient));
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Error.RetryAfter);
        Assert.Equal(system.Connection.Id.ToString(), refused.Error.Location);
        await Settled(waiting, 0);
    }

    [Fact]
    public async Task Integrations_and_clients_share_the_limit_of_their_connection()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = FiveASecond });
        await system.Engine.LinkAsync(ConnectorId.Parse("limited"), "one");
        await system.Engine.LinkAsync(ConnectorId.Parse("limited"), "two");
        HttpClient[] clients =
        [
            system.CreateClient(),
            system.Engine.Clients.CreateClient(new TemplateId("one", "limited")),
            system.Engine.Clients.CreateClient(new TemplateId("two", "limited")),
        ];
        for (var call = 0; call < 5; call++) await clients[call % 3].GetAsync("x");

        foreach (var client in clients)
        {
            var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(Impatient("x")));
            Assert.Equal(ConnectorErrorCode.Limited, refused.Code);
        }
    }

    [Fact]
    public async Task A_limit_that_a_later_version_states_applies_to_connections_made_before()
    {
        await using var system = await LimitedSystem.StartAsync(_ => Task.CompletedTask);
        using var client = system.CreateClient();
        for (var call = 0; call < 10; call++) await client.GetAsync("x");
        var connector = await system.Engine.Catalog.FindAsync(ConnectorId.Parse("limited"));
        await system.Engine.PublishAsync(connector!.Definition! with { Limits = FiveASecond });

        for (var call = 0; call < 5; call++) await client.GetAsync("x");

        await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(Impatient("x")));
    }

    [Fact]
    public async Task A_synchronous_call_waits_for_its_turn_too()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = OneASecond });
        using var client = system.CreateClient();
        client.Send(new(HttpMethod.Get, "0"));

        var waiting = Task.Run(() => client.Send(new(HttpMethod.Get, "1")));
        await system.WaitForQueueAsync(1);
        system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1001));

        Assert.True((await waiting).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_a_call_took_is_recorded_for_a_caller_that_wants_to_know()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask, definition => definition with { Limits = OneASecond });
        using var client = system.CreateClient();
        await client.GetAsync("0");
        var info = new CallInfo();
        using var request = new HttpRequestMessage(HttpMethod.Get, "1");
        info.AttachTo(request);

        var waiting = client.SendAsync(request);
        await system.WaitForQueueAsync(1);
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        await waiting;

        Assert.Equal((1, TimeSpan.FromSeconds(2)), (info.Attempts, info.Waited));
    }

    private static HttpRequestMessage Impatient(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(ConnectorRequestOptions.MaximumLimitWait, TimeSpan.Zero);
        return request;
    }

    // So many of the calls have completed.
    private static async Task Settled(IReadOnlyList<Task<HttpResponseMessage>> calls, int completed)
    {
        using var patience = new CancellationTokenSource(RequestCounter.Timeout);
        while (calls.Count(call => call.IsCompletedSuccessfully) < completed)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int current;
        do current = Volatile.Read(ref most);
        while (value > current && Interlocked.CompareExchange(ref most, value, current) != current);
    }
}

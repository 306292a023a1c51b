using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Http;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>Processes that share the limit of a connection through a store; a clock that the test moves.</summary>
public sealed class SharedLimitTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly ConnectorLimits Limits = new() { Rates = [new() { Calls = 100 }] };

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(2, 2000)]
    [InlineData(8, 5000)]
    public async Task Processes_keep_to_the_limit_use_it_and_claim_rarely(int processes, int calls)
    {
        var world = new World(processes, Limits);

        var took = await world.RunAsync(Enumerable.Repeat(calls / processes, processes));

        Assert.Equal((calls, 0), (world.Accepted, world.Refused));
        Assert.InRange(world.Accepted / (100 * (took.TotalSeconds + 1)), 0.95, 1.01);
        Assert.InRange(world.Claims, 1, calls / 10);
    }

    [Fact]
    public async Task A_process_that_has_more_to_send_gets_what_the_others_do_not_need()
    {
        var world = new World(4, Limits);

        var took = await world.RunAsync([1000, 50, 50, 50]);

        Assert.Equal((1150, 0), (world.Accepted, world.Refused));
        Assert.InRange(took.TotalSeconds, 10, 13.5);
    }

    [Fact]
    public async Task With_fewer_units_than_processes_all_of_them_get_their_turns()
    {
        var world = new World(5, new() { Rates = [new() { Calls = 2 }] }, limit: 2);

        await world.RunAsync(Enumerable.Repeat(8, 5));

        Assert.Equal((40, 0), (world.Accepted, world.Refused));
    }

    [Fact]
    public async Task A_process_that_stops_gives_its_units_to_the_others()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var store = new InMemoryLimitStore(time);
        var claim = new LimitClaim
        {
            Key = "",
            Holder = Guid.NewGuid(),
            Total = 100,
            Held = 0,
            Wanted = 100,
            Minimum = 1,
            Lease = TimeSpan.FromSeconds(4),
            Period = TimeSpan.FromSeconds(1),
        };
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton<ILimitStore>(store);
        services.AddVersoriConnectors();
        var id = ConnectionId.New(time.GetUtcNow());
        await using (var process = services.BuildServiceProvider())
        {
            var limiter = process.GetRequiredService<ConnectionLimiters>().For(id);
            limiter.Apply(1, Limits);
            var permit = await limiter.AcquireAsync(1, TimeSpan.FromSeconds(1), CancellationToken.None);
            using var response = new HttpResponseMessage();
            limiter.Return(permit, response);
            claim = claim with { Key = $"{id}/rate:100/1" };
            Assert.InRange((await store.ClaimAsync(claim, default)).Units, 0, 99);
        }

        var early = await store.ClaimAsync(claim, default);
        time.Advance(early.MoreAfter!.Value);
        var later = await store.ClaimAsync(claim, default);

        Assert.Equal(TimeSpan.FromSeconds(1), early.MoreAfter);
        Assert.Equal((99, 100), (early.Units, later.Units));
    }

    [Fact]
    public async Task A_store_that_fails_stops_no_call()
    {
        var world = new World(1, Limits) { StoreFails = true };

        await world.RunAsync([300]);

        Assert.Equal((300, 0), (world.Accepted, world.Refused));
    }

    /// <summary>Processes, and a system that counts in a sliding window without leeway.</summary>
    private sealed class World : ILimitStore
    {
        private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
        private readonly InMemoryLimitStore _store;
        private readonly List<ConnectionLimiter> _limiters;
        private readonly Queue<DateTimeOffset> _window = new();
        private readonly int _limit;

        public World(int processes, ConnectorLimits limits, int limit = 100)
        {
            _limit = limit;
            _store = new(_time);
            var id = ConnectionId.New(_time.GetUtcNow());
            _limiters = [.. Enumerable.Range(0, processes).Select(_ => Create(id, limits))];
        }

        public bool StoreFails { get; init; }

        public int Claims { get; private set; }

        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        public ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken)
        {
            if (StoreFails) throw new ConnectorStoreException(ConnectorStoreFailure.Unavailable, "away");
            Claims++;
            return _store.ClaimAsync(claim, cancellationToken);
        }

        /// <summary>Each process sends its calls at once. Returns how long that took.</summary>
        public async Task<TimeSpan> RunAsync(IEnumerable<int> calls)
        {
            var waiting = calls.SelectMany((number, process) => Enumerable.Range(0, number).Select(_ =>
                _limiters[process].AcquireAsync(1, TimeSpan.FromHours(1), CancellationToken.None).AsTask())).ToList();
            var underWay = new Queue<LimitPermit>();
            var (begun, last) = (_time.GetUtcNow(), _time.GetUtcNow());
            while (waiting.Count > 0)
            {
                while (underWay.TryDequeue(out var permit))
                {
                    using var response = new HttpResponseMessage();
                    permit.Limiter.Return(permit, response);
                }

                foreach (var permit in await AdmittedAsync(waiting))
                {
                    Accept(_time.GetUtcNow());
                    last = _time.GetUtcNow();
                    underWay.Enqueue(permit);
                }

                _time.Advance(Step);
            }

            return last - begun;
        }

        // The permits that were given since: their callers go on by themselves, and the test waits for them.
        private async Task<List<LimitPermit>> AdmittedAsync(List<Task<LimitPermit>> waiting)
        {
            using var patience = new CancellationTokenSource(RequestCounter.Timeout);
            var admitted = _limiters.Sum(limiter => limiter.InFlight);
            while (waiting.Count(call => call.IsCompleted) < admitted)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            var permits = waiting.Where(call => call.IsCompleted).Select(call => call.Result).ToList();
            waiting.RemoveAll(call => call.IsCompleted);
            return permits;
        }

        private void Accept(DateTimeOffset now)
        {
            while (_window.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1)) _window.Dequeue();
            if (_window.Count >= _limit)
            {
                Refused++;
                return;
            }

            _window.Enqueue(now);
            Accepted++;
        }

        private ConnectionLimiter Create(ConnectionId id, ConnectorLimits limits)
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(_time);
            services.AddSingleton<ILimitStore>(this);
            services.AddVersoriConnectors();
            var limiter = new ConnectionLimiter(
                id, services.BuildServiceProvider().GetRequiredService<ConnectionLimiters>());
            limiter.Apply(1, limits);
            return limiter;
        }
    }
}

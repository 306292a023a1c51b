using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>Responses that are not there at once, as in life: each caller gets its own, however it ends.</summary>
public sealed class AsynchronousResponseTests : IAsyncLifetime
{
    private static readonly AsyncLocal<string?> Caller = new();

    private readonly LaterWire _wire = new();
    private readonly ConcurrentQueue<string?> _seen = new();
    private EngineFixture _engine = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync(builder =>
        {
            builder.Services.AddHttpClient(ConnectorClientFactory.PipelineName)
                .ConfigurePrimaryHttpMessageHandler(() => _wire).PrimaryHandlerFollowsNoRedirects();
            builder.Services.AddSingleton<IConnectionObserver>(new Listener(_seen));
        });
        (_, _client) = await _engine.ConnectAsync(tryCredential: false);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Calls_that_one_thread_began_get_their_own_answers_in_whatever_order_these_come()
    {
        await WarmUpAsync();
        var calls = Enumerable.Range(0, 200).Select(number => _client.GetAsync($"items/{number}")).ToArray();

        foreach (var sent in _wire.Pending.Reverse()) sent.Response(HttpStatusCode.OK);

        for (var number = 0; number < calls.Length; number++)
        {
            using var response = await calls[number];
            Assert.EndsWith(
                $"items/{number}", response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failure_that_comes_later_is_the_callers()
    {
        await WarmUpAsync();
        var call = _client.GetAsync("me");

        _wire.Pending.Single().Source
            .SetException(new HttpRequestException(HttpRequestError.ResponseEnded, "broken off"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_ends_as_cancelled()
    {
        await WarmUpAsync();
        using var cancellation = new CancellationTokenSource();
        var call = _client.GetAsync("me", cancellation.Token);

        await cancellation.CancelAsync();
        _wire.Pending.Single().Source.SetCanceled(cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(call.IsCanceled);
    }

    [Fact]
    public async Task What_follows_a_rejection_runs_in_the_callers_context_whichever_thread_brought_the_response()
    {
        await WarmUpAsync();
        Caller.Value = "ada";
        var call = _client.GetAsync("me");
        Caller.Value = null;

        var rejected = _wire.Pending.Single();
        ThreadPool.UnsafeQueueUserWorkItem(
            static sent => sent.Response(HttpStatusCode.Unauthorized), rejected, preferLocal: false);
        var repeated = await _wire.NextAsync(rejected);
        repeated.Response(HttpStatusCode.OK);

        using var response = await call;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("ada", _seen);
    }

    private async Task WarmUpAsync()
    {
        var first = _client.GetAsync("me");
        (await _wire.NextAsync(null)).Response(HttpStatusCode.OK);
        using var response = await first;
        _wire.Pending.Clear();
        _seen.Clear();
    }

    private sealed class Listener(ConcurrentQueue<string?> seen) : IConnectionObserver
    {
        public ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken)
        {
            seen.Enqueue(Caller.Value);
            return default;
        }
    }

    private sealed record Sent(HttpRequestMessage Request, TaskCompletionSource<HttpResponseMessage> Source)
    {
        public void Response(HttpStatusCode status) => Source.SetResult(new(status) { RequestMessage = Request });
    }

    /// <summary>Responses when the test says so.</summary>
    private sealed class LaterWire : HttpMessageHandler
    {
        private readonly SemaphoreSlim _sent = new(0);

        public ConcurrentQueue<Sent> Pending { get; } = new();

        /// <summary>The first request after another one; waits until it is sent.</summary>
        public async Task<Sent> NextAsync(Sent? previous)
        {
            while (true)
            {
                await _sent.WaitAsync(TestContext.Current.CancellationToken);
                if (Pending.Last() is var last && last != previous) return last;
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var source = new TaskCompletionSource<HttpResponseMessage>();
            Pending.Enqueue(new(request, source));
            _sent.Release();
            return source.Task;
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>Responses that arrive later, as on a network: each caller gets its own response or failure.</summary>
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
    public async Task Calls_from_one_thread_get_their_own_responses_in_any_order_of_arrival()
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
    public async Task A_later_failure_reaches_the_caller()
    {
        await WarmUpAsync();
        var call = _client.GetAsync("me");

        _wire.Pending.Single().Source
            .SetException(new HttpRequestException(HttpRequestError.ResponseEnded, "broken off"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_waiting_ends_as_cancelled()
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
    public async Task The_retry_after_a_rejection_runs_in_the_execution_context_of_the_caller()
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

    /// <summary>Responds when the test completes a request.</summary>
    private sealed class LaterWire : HttpMessageHandler
    {
        private readonly SemaphoreSlim _sent = new(0);

        public ConcurrentQueue<Sent> Pending { get; } = new();

        /// <summary>Waits for the first request after the given one.</summary>
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

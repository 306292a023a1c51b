using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Waits for limits and retries within the time limit of a call.</summary>
public sealed class CallTimeLimitTests
{
    [Fact]
    public async Task A_wait_before_a_retry_that_would_pass_the_time_limit_returns_the_failure_at_once()
    {
        await using var system = await LimitedSystem.StartAsync(Unavailable(20), options: RetryTests.Retrying);

        var result = await InvokeAsync(system, "free", TimeSpan.FromSeconds(5));

        Assert.Equal((503, 1), (result.StatusCode, result.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(20), result.Error!.RetryAfter);
    }

    [Fact]
    public async Task A_wait_for_a_limit_that_would_pass_the_time_limit_is_refused_at_once()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask,
            definition => definition with
            {
                Limits = new() { Rates = [new() { Calls = 1, PeriodSeconds = 30 }] },
            });
        await InvokeAsync(system, "search", TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => InvokeAsync(system, "search", TimeSpan.FromSeconds(5)));

        Assert.Equal(ConnectorErrorCode.Limited, exception.Code);
        Assert.Single(system.Server.Requests);
    }

    [Fact]
    public async Task A_list_that_is_limited_states_when_it_can_continue()
    {
        var paging = new EndpointPaging { Found = "body:/next", Goes = "query:cursor", Items = "/items" };
        await using var system = await LimitedSystem.StartAsync(
            async context =>
            {
                if (context.Request.Query.ContainsKey("cursor"))
                {
                    context.Response.StatusCode = 429;
                    context.Response.Headers["X-RateLimit-Remaining"] = "0";
                    context.Response.Headers["X-RateLimit-Reset"] = "50";
                    return;
                }

                await context.Response.WriteAsync("""{"items":[1],"next":"2"}""");
            },
            options: RetryTests.Retrying);
        var lister = system.Engine.Services.GetRequiredService<IEndpointLister>();
        var options = new ListOptions { Paging = paging, Call = new() { Timeout = TimeSpan.FromSeconds(5) } };
        string? position = null;

        var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            var pages = lister.ListPagesAsync(system.Connection.Id, "free", options: options);
            await foreach (var page in pages) position = page.NextPosition;
        });

        Assert.Equal((ConnectorErrorCode.CallFailed, true), (exception.Code, exception.Error.IsTransient));
        Assert.Equal(TimeSpan.FromSeconds(50), exception.Error.RetryAfter);
        Assert.Equal("2", position);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_for_a_retry_disposes_of_the_response()
    {
        var watched = new WatchedContent();
        await using var system = await LimitedSystem.StartAsync(
            Unavailable(20),
            options: RetryTests.Retrying,
            configure: builder => builder.ConfigureCalls(
                calls => calls.AddHttpMessageHandler(() => new WatchingHandler(watched))));
        using var giveUp = new CancellationTokenSource();
        var call = system.CreateClient().GetAsync("x", HttpCompletionOption.ResponseHeadersRead, giveUp.Token);
        await watched.Received.Task;

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(watched.IsDisposed);
    }

    private static RequestDelegate Unavailable(int seconds) => context =>
    {
        context.Response.StatusCode = 503;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    };

    private static Task<InvocationResult> InvokeAsync(LimitedSystem system, string endpointId, TimeSpan limit) =>
        system.Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(
            new EndpointCall(system.Connection.Id, endpointId) { Options = new() { Timeout = limit } });

    /// <summary>Puts content into responses that shows whether they are disposed of.</summary>
    private sealed class WatchingHandler(WatchedContent content) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content.Dispose();
            response.Content = content;
            content.Received.SetResult();
            return response;
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsDisposed { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

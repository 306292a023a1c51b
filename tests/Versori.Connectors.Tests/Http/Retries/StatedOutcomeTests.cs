using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Rules for responses that need an action, with a status of success as Slack sends them.</summary>
public sealed class StatedOutcomeTests
{
    private static readonly IReadOnlyList<ResponseRule> Rules =
    [
        Rule("ratelimited", ResponseOutcome.Limited),
        Rule("internal_error", ResponseOutcome.Retry),
        Rule("token_expired", ResponseOutcome.Reauthorize),
        new() { Pointer = "/ok", Values = ["false"], Outcome = ResponseOutcome.Failed, MessagePointer = "/error" },
    ];

    [Theory]
    [InlineData("GET", "x", "internal_error", 2)]
    [InlineData("POST", "x", "internal_error", 1)]
    [InlineData("POST", "search", "internal_error", 2)]
    [InlineData("PUT", "once", "internal_error", 1)]
    [InlineData("GET", "x", "ratelimited", 2)]
    [InlineData("POST", "x", "ratelimited", 1)]
    [InlineData("GET", "x", "channel_not_found", 1)]
    public async Task A_stated_failure_is_retried_as_its_status_would_be(
        string method, string path, string error, int requests)
    {
        await using var system = await StartAsync(error, times: 1);
        using var request = new HttpRequestMessage(new(method), path);
        if (method != "GET") request.Content = new StringContent("body");

        using var response = await RetryTests.SendAsync(system, request);

        Assert.Equal(requests, system.Server.Requests.Count);
        Assert.Equal(
            requests == 2 ? """{"ok":true}""" : Failure(error),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stated_failure_that_lasts_is_returned_after_the_last_retry(bool isSynchronous)
    {
        await using var system = await StartAsync("internal_error", times: int.MaxValue);
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await RetryTests.SendAsync(system, request, isSynchronous);

        Assert.Equal(3, system.Server.Requests.Count);
        Assert.Equal(
            Failure("internal_error"),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stated_limit_pauses_the_connection_as_long_as_the_system_demands()
    {
        var times = new ConcurrentQueue<DateTimeOffset>();
        LimitedSystem system = null!;
        system = await StartAsync("ratelimited", times: 1, context =>
        {
            times.Enqueue(system.Engine.Time.GetUtcNow());
            if (times.Count == 1) context.Response.Headers.RetryAfter = "10";
        });
        await using var disposed = system;
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await RetryTests.SendAsync(system, request);

        Assert.Equal(2, times.Count);
        Assert.True(times.Last() - times.First() >= TimeSpan.FromSeconds(10));
        Assert.NotNull(system.Limiter);
    }

    // The clock stands still while a request is sent, so that only the pauses are measured.
    [Theory]
    [InlineData(0x00, 0.5)]
    [InlineData(0xFF, 1.0)]
    public async Task Repeated_stated_limits_pause_for_longer_each_time(byte random, double first)
    {
        await using var system = await StartAsync("ratelimited", times: 4, maximumRetries: 4);
        using var numbers = new SameNumbers(random);
        using var replaced = RandomValues.Replace(numbers);
        using var client = system.CreateClient();
        var waits = new List<double>();

        var sending = client.GetAsync("x", TestContext.Current.CancellationToken);
        while (waits.Count < 4)
        {
            await system.WaitForQueueAsync(1);
            var begun = system.Engine.Time.GetUtcNow();
            while (system.Limiter!.Waiting > 0) system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1));
            waits.Add((system.Engine.Time.GetUtcNow() - begun).TotalSeconds);
        }

        using var response = await sending;
        Assert.Equal([first, 2 * first, 4 * first, 8 * first], waits);
        Assert.Equal(5, system.Server.Requests.Count);
    }

    [Fact]
    public async Task A_call_states_its_attempts_and_outcome()
    {
        await using var system = await StartAsync("internal_error", times: int.MaxValue);

        var result = await RetryTests.InvokeAsync(system, new(system.Connection.Id, "free"));

        Assert.Equal((ResponseOutcome.Retry, 3), (result.Outcome, result.Attempts));
        Assert.Equal(3, system.Server.Requests.Count);
    }

    [Fact]
    public async Task The_rules_of_an_endpoint_decide_before_those_of_the_connector()
    {
        await using var system = await StartAsync("internal_error", times: int.MaxValue, change: definition =>
            definition with
            {
                Endpoints = [.. definition.Endpoints.Select(endpoint => endpoint.Id != "free" ? endpoint : endpoint with
                {
                    ResponseRules = [Rule("internal_error", ResponseOutcome.Failed)],
                })],
            });

        var result = await RetryTests.InvokeAsync(system, new(system.Connection.Id, "free"));

        Assert.Equal((ResponseOutcome.Failed, 1), (result.Outcome, result.Attempts));
        Assert.Single(system.Server.Requests);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/x-ndjson")]
    public async Task Only_JSON_that_is_not_a_stream_is_read_ahead(string contentType)
    {
        await using var system = await StartAsync(
            "internal_error", times: int.MaxValue, context => context.Response.ContentType = contentType);
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await RetryTests.SendAsync(system, request);

        Assert.Single(system.Server.Requests);
        Assert.IsNotType<PreviewedContent>(response.Content);
    }

    private static string Failure(string error) => $$"""{"ok":false,"error":"{{error}}"}""";

    private static ResponseRule Rule(string error, ResponseOutcome outcome) =>
        new() { Pointer = "/error", Values = [error], Outcome = outcome, MessagePointer = "/error" };

    private static Task<LimitedSystem> StartAsync(
        string error,
        int times,
        Action<HttpContext>? received = null,
        int maximumRetries = 2,
        Func<ConnectorDefinition, ConnectorDefinition>? change = null) => LimitedSystem.StartAsync(
        async context =>
        {
            context.Response.ContentType = "application/json";
            received?.Invoke(context);
            var fails = Interlocked.Decrement(ref times) >= 0;
            await context.Response.WriteAsync(fails ? Failure(error) : """{"ok":true}""");
        },
        definition => (change?.Invoke(definition) ?? definition) with { ResponseRules = Rules },
        options => options.MaximumRetries = maximumRetries);

    /// <summary>A source whose bytes are all the same, so that jitter is known.</summary>
    private sealed class SameNumbers(byte value) : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data) => data.Fill(value);
    }
}

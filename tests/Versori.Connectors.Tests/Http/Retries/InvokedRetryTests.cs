using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>What the result of a call states about its attempts and the limits.</summary>
public sealed class InvokedRetryTests
{
    [Fact]
    public async Task A_result_states_the_attempts_the_wait_and_what_is_left_of_the_limit()
    {
        var failures = 1;
        await using var system = await LimitedSystem.StartAsync(
            context =>
            {
                context.Response.Headers["X-RateLimit-Limit"] = "100";
                context.Response.Headers["X-RateLimit-Remaining"] = "41";
                context.Response.Headers["X-RateLimit-Reset"] = "30";
                if (Interlocked.Decrement(ref failures) >= 0) context.Response.StatusCode = 503;
                return Task.CompletedTask;
            },
            options: RetryTests.Retrying);

        var call = InvokeAsync(system);
        await system.Engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);
        var result = await call;

        Assert.Equal((200, 2), (result.StatusCode, result.Attempts));
        Assert.InRange(result.Waited, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(
            new() { Limit = 100, Remaining = 41, ResetsAfter = TimeSpan.FromSeconds(30) }, result.RemainingLimit);
    }

    [Fact]
    public async Task A_result_without_retries_and_limits_states_one_attempt_and_no_limit()
    {
        await using var system = await LimitedSystem.StartAsync(_ => Task.CompletedTask);

        var result = await InvokeAsync(system);

        Assert.Equal((1, TimeSpan.Zero, null), (result.Attempts, result.Waited, result.RemainingLimit));
    }

    private static Task<InvocationResult> InvokeAsync(LimitedSystem system) =>
        system.Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(system.Connection.Id, "free");
}

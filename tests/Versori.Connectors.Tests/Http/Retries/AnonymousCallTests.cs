using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Calls of templates without a connection have the limits, retries and redirects of all others.</summary>
public sealed class AnonymousCallTests
{
    public static TheoryData<string> Ways => new("invoked", "client", "synchronous");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_temporary_failure_is_retried(string way)
    {
        var failures = 1;
        await using var system = await StartAsync(context =>
        {
            if (Interlocked.Decrement(ref failures) >= 0) context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        var template = await system.Engine.LinkAsync(Id);

        Assert.Equal(200, await CallAsync(system, template.Id, way));

        Assert.Equal(2, system.Server.Requests.Count);
        Assert.All(system.Server.Requests, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stated_failure_is_retried(string way)
    {
        var failures = 1;
        await using var system = await StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            var fails = Interlocked.Decrement(ref failures) >= 0;
            await context.Response.WriteAsync(fails ? """{"error":"busy"}""" : "{}");
        });
        var template = await system.Engine.LinkAsync(Id);

        Assert.Equal(200, await CallAsync(system, template.Id, way));

        Assert.Equal(2, system.Server.Requests.Count);
    }

    [Fact]
    public async Task All_templates_of_a_connector_share_its_limits()
    {
        await using var system = await StartAsync(
            _ => Task.CompletedTask, new() { Rates = [new() { Calls = 2, PeriodSeconds = 60 }] });
        var one = await system.Engine.LinkAsync(Id, "one");
        var other = await system.Engine.LinkAsync(Id, "other");
        await StartCall(system, one.Id, "invoked");
        await StartCall(system, other.Id, "client");
        using var client = system.Engine.Clients.CreateClient(other);
        using var request = new HttpRequestMessage(HttpMethod.Get, "call");
        request.Options.Set(ConnectorRequestOptions.MaximumLimitWait, TimeSpan.Zero);

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorErrorCode.Limited, refused.Error.Code);
        Assert.Equal(2, system.Server.Requests.Count);
    }

    [Fact]
    public async Task The_limits_outlast_a_new_version_of_the_connector()
    {
        await using var system = await StartAsync(
            _ => Task.CompletedTask, new() { Rates = [new() { Calls = 1, PeriodSeconds = 60 }] });
        var template = await system.Engine.LinkAsync(Id);
        await StartCall(system, template.Id, "invoked");
        await system.Engine.Catalog.EditAsync(Id, definition => definition with { Title = "Renamed" });
        using var client = system.Engine.Clients.CreateClient(template);
        using var request = new HttpRequestMessage(HttpMethod.Get, "call");
        request.Options.Set(ConnectorRequestOptions.MaximumLimitWait, TimeSpan.Zero);

        await Assert.ThrowsAsync<ConnectorException>(
            () => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Single(system.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_429_pauses_the_calls_that_follow(string way)
    {
        var failures = 1;
        var times = new List<DateTimeOffset>();
        LimitedSystem system = null!;
        system = await StartAsync(context =>
        {
            lock (times) times.Add(system.Engine.Time.GetUtcNow());
            if (Interlocked.Decrement(ref failures) < 0) return Task.CompletedTask;
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "10";
            return Task.CompletedTask;
        });
        await using var disposed = system;
        var template = await system.Engine.LinkAsync(Id);

        Assert.Equal(200, await CallAsync(system, template.Id, way));

        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Redirects_are_followed_within_the_origin_and_end_in_circles(string way)
    {
        await using var system = await StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/call" ? "/moved" : "/call");
            return Task.CompletedTask;
        });
        var template = await system.Engine.LinkAsync(Id);

        Assert.Equal(302, await CallAsync(system, template.Id, way));

        Assert.Equal(11, system.Server.Requests.Count);
    }

    private static ConnectorId Id => ConnectorId.Parse("limited");

    private static async Task<LimitedSystem> StartAsync(RequestDelegate handler, ConnectorLimits? limits = null)
    {
        var system = await LimitedSystem.StartAsync(
            handler,
            definition => definition with
            {
                AuthMethods = [],
                AuthAlternatives = [new()],
                Limits = limits,
                Endpoints = [new() { Id = "call", Method = "GET", Path = "/call" }],
                ResponseRules =
                [
                    new() { Pointer = "/error", Values = ["busy"], Outcome = ResponseOutcome.Retry },
                ],
            },
            RetryTests.Retrying,
            connects: false);
        return system;
    }

    /// <summary>Calls while time passes, as long as the call waits.</summary>
    private static async Task<int> CallAsync(LimitedSystem system, TemplateId template, string way)
    {
        var calling = StartCall(system, template, way);
        await RetryTests.WhileTimePassesAsync(system, calling);
        return await calling;
    }

    /// <summary>Calls while the clock stands still, so that limits that are used stay used.</summary>
    private static Task<int> StartCall(LimitedSystem system, TemplateId template, string way) => way switch
    {
        "invoked" => InvokeAsync(system, template),
        _ => SendAsync(system, template, way == "synchronous"),
    };

    private static async Task<int> InvokeAsync(LimitedSystem system, TemplateId template)
    {
        var result = await RetryTests.StartInvocation(system, new(template, "call"));
        return result.StatusCode;
    }

    private static async Task<int> SendAsync(LimitedSystem system, TemplateId template, bool isSynchronous)
    {
        using var client = system.Engine.Clients.CreateClient(template);
        using var request = new HttpRequestMessage(HttpMethod.Get, "call");
        using var response = isSynchronous
            ? await Task.Run(() => client.Send(request))
            : await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Invocation.Faults;

/// <summary>
/// Each fault meets each form of call, on the system's clock: the call ends within its time limit as a typed result or
/// error, gives back its place at a limit of one call at a time, and leaves no connection open.
/// </summary>
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static readonly string[] Forms = ["whole", "posted", "typed", "streamed", "sequential", "list", "client"];

    public static TheoryData<string> Faults => [.. Fault.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_call_ends_in_a_typed_way_and_leaves_nothing_behind(string fault) =>
        Task.WhenAll(Forms.Select(form => CallAsync(Fault.All[fault], form)));

    private static async Task CallAsync(Fault kind, string form)
    {
        await using var server = new FaultyServer(kind);
        await using var engine = await EngineFixture.StartAsync(
            builder => builder.Services.AddSingleton(TimeProvider.System),
            options =>
            {
                options.MaximumRetries = 1;
                options.MaximumRetryWait = TimeSpan.FromMilliseconds(20);
            });
        var connection = await ConnectAsync(engine, server);

        var outcome = await FaultyCall.MakeAsync(
            engine.Services, connection, form, kind.Ending == FaultEnding.Stall ? Short : Long, Cancellation);

        Assert.True(kind.MayReturn || outcome != FaultyCall.Returned, $"{form}: {outcome}");
        // On a busy machine, the short time limit may end before the request arrives.
        var least = kind.Ending == FaultEnding.Stall ? 0 : 1;
        // A POST is not repeated. Redirects turn it into a GET (RFC 9110 §15.4.3).
        Assert.InRange(server.Requests, least, form == "posted" && !kind.Redirects ? 1 : 25);

        server.Repair();
        if (kind.Ending != FaultEnding.Continue)
            await server.FaultyConnectionsClosedAsync().WaitAsync(Long, Cancellation);
        if (kind.PausesCalls) return;
        var next = await FaultyCall.MakeAsync(engine.Services, connection, "whole", Long, Cancellation);
        Assert.Equal(FaultyCall.Returned, next);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<Connection> ConnectAsync(EngineFixture engine, FaultyServer server)
    {
        var definition = engine.Definition(methods: new BearerAuth()) with
        {
            BaseUrl = server.BaseAddress,
            Limits = new() { Concurrency = 1 },
            Endpoints =
            [
                new()
                {
                    Id = "call",
                    Method = "GET",
                    Path = "/call",
                    Paging = new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" },
                },
                Requests.Post(Requests.Json("""{"type":"object"}"""), "/call"),
            ],
        };
        await engine.PublishAsync(definition);
        return await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = Credential.Bearer("s3cr3t-value"),
            CheckCredential = false,
        });
    }
}

using System.Diagnostics;
using BenchmarkDotNet.Environments;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Benchmarks.Reports;

namespace Versori.Connectors.Benchmarks.Waiting;

/// <summary>
/// Very many concurrent calls over HTTP on one connection with a limit: whether they keep to it, and what their waiting
/// costs.
/// </summary>
internal static class WaitingCallers
{
    private const int Callers = 10_000;
    private const int Limit = 1_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync()
    {
        // A first, small run compiles the code.
        await LimitedAsync(2 * Limit);
        await RivalAsync(2 * Limit);
        var limited = await LimitedAsync(Callers);
        var rival = await RivalAsync(Callers);
        var waiting = await WaitAsync();
        var idle = await MeasureIdleAsync();
        Console.WriteLine($"{limited}\n{rival}");
        Console.WriteLine($"waiting {waiting.TotalMilliseconds:0} ms, idle {idle.TotalMilliseconds:0} ms");
        var holds = limited.Most <= Limit && limited.Failed == 0;
        ResultsFolder.Write(nameof(WaitingCallers), $"{Report.Command} waiting", $"""
            {Callers:N0} concurrent calls over HTTP on one connection whose limit is {Limit:N0} calls a second, against
            a server on loopback in the same process. The rival is a handler with the framework's
            `SlidingWindowRateLimiter` (20 segments). Requirements: no period of one second has more calls than the
            limit, wherever it begins; every call gets its response; callers wait without polling.

            {string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString().Select(line => $"    {line}"))}

            | Limited by | Took, s | Processor time of clients and server, ms | Most calls within one second | Failed |
            |---|---:|---:|---:|---:|
            {limited}
            {rival}

            While {Callers:N0} callers wait for {Watched.TotalSeconds:0} s and none may call, the process uses
            {waiting.TotalMilliseconds:N0} ms of processor time; without callers it uses
            {idle.TotalMilliseconds:N0} ms in the same time.
            """);
        return holds ? 0 : 1;
    }

    private static async Task<WaitingResult> LimitedAsync(int callers)
    {
        await using var server = await CountingServer.StartAsync();
        await using var services = Services();
        var rate = new ConnectorRate { Calls = Limit, PeriodSeconds = Period.TotalSeconds };
        using var client = await ConnectAsync(services, server, new() { Rates = [rate] });
        return await CallAsync("a connection", client, server, callers);
    }

    private static async Task<WaitingResult> RivalAsync(int callers)
    {
        await using var server = await CountingServer.StartAsync();
        using var client = new HttpClient(new SlidingWindowHandler(Limit, Period)) { BaseAddress = server.Address };
        return await CallAsync("`SlidingWindowRateLimiter`", client, server, callers);
    }

    private static async Task<WaitingResult> CallAsync(
        string name, HttpClient client, CountingServer server, int callers)
    {
        client.Timeout = TimeSpan.FromMinutes(5);
        var (begun, processor, failed) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            using var response = await client.GetAsync("call");
            if (!response.IsSuccessStatusCode) Interlocked.Increment(ref failed);
        }));
        return new(
            name,
            Stopwatch.GetElapsedTime(begun),
            Environment.CpuUsage.TotalTime - processor,
            server.MostWithin(Period),
            failed + callers - server.Requests);
    }

    /// <summary>The processor time of callers that wait while none may call.</summary>
    private static async Task<TimeSpan> WaitAsync()
    {
        await using var server = await CountingServer.StartAsync();
        await using var services = Services();
        using var client = await ConnectAsync(services, server, new() { Concurrency = 1 });
        client.Timeout = TimeSpan.FromHours(2);
        var held = client.GetAsync(CountingServer.HoldPath);
        using var leaving = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, Callers).Select(_ => client.GetAsync("call", leaving.Token)).ToList();
        var used = await MeasureIdleAsync();
        if (waiting.Exists(call => call.IsCompleted)) throw new InvalidOperationException("A caller did not wait.");
        await leaving.CancelAsync();
        foreach (var call in waiting)
        {
            try
            {
                (await call).Dispose();
                throw new InvalidOperationException("A caller was not cancelled.");
            }
            catch (OperationCanceledException) when (leaving.IsCancellationRequested)
            {
                // The caller leaves the queue.
            }
        }

        server.Release();
        (await held).Dispose();
        return used;
    }

    private static async Task<TimeSpan> MeasureIdleAsync()
    {
        // What was begun before has ended by then.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var processor = Environment.CpuUsage.TotalTime;
        await Task.Delay(Watched);
        return Environment.CpuUsage.TotalTime - processor;
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(options => options.MaximumLimitWait = TimeSpan.FromHours(2));
        return services.BuildServiceProvider();
    }

    private static async Task<HttpClient> ConnectAsync(
        ServiceProvider services, CountingServer server, ConnectorLimits limits)
    {
        var catalog = services.GetRequiredService<IConnectorCatalog>();
        var id = ConnectorId.Parse("limited");
        await catalog.SaveDraftAsync(new()
        {
            Id = id,
            Title = "Limited",
            BaseUrl = server.Address.AbsoluteUri.TrimEnd('/'),
            AuthMethods = [new BearerAuth()],
            Limits = limits,
        });
        await catalog.PublishAsync(id);
        var connection = await services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = id,
            Name = "account",
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });
        return services.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
    }
}

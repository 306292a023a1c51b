using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Servers;
using Versori.Connectors.Soak.Workers;

namespace Versori.Connectors.Soak.Fleet;

/// <summary>
/// Several processes share one connection. Repeatedly its token is expired and all processes call at the same time.
/// </summary>
internal static class FleetRun
{
    public static async Task<FleetResult> RunAsync(
        SharedDatabase database, int processes, int expiries, int calls, TimeSpan? limit = null)
    {
        await using var server = await RotatingServer.StartAsync();
        await using var host = database.Open();
        var connection = await ConnectAsync(host, server);
        var workers = Enumerable.Range(0, processes)
            .Select(_ => WorkerProcess.Start(["fleet", .. database.Arguments, $"{connection}", $"{calls}"])).ToList();
        try
        {
            await AllSayAsync(workers);
            return await ExpireAsync(
                server, host, connection, workers, database.Engine, expiries, limit ?? TimeSpan.MaxValue);
        }
        finally
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }
    }

    private static async Task<FleetResult> ExpireAsync(
        RotatingServer server, ServiceProvider host, ConnectionId connection, List<WorkerProcess> workers,
        string engine, int expiries, TimeSpan limit)
    {
        var (lost, durations, notOne, done, begun) = (
            new List<string>(), new List<double>(), 0, 0, Stopwatch.GetTimestamp());
        for (; done < expiries && Stopwatch.GetElapsedTime(begun) < limit; done++)
        {
            var before = server.Refreshes;
            server.Expire();
            foreach (var worker in workers) await worker.NotifyAsync("call");
            foreach (var response in (await AllSayAsync(workers)).SelectMany(line => line.Split('|')))
            {
                if (double.TryParse(response, NumberStyles.Float, CultureInfo.InvariantCulture, out var duration))
                    durations.Add(duration);
                else lost.Add(response);
            }

            if (server.Refreshes != before + 1) notOne++;
        }

        var took = Stopwatch.GetElapsedTime(begun);
        var (requests, refusals, rejections) = (server.Refreshes, server.Refusals, server.Rejections);
        var isAlive = (
            await host.GetRequiredService<IConnections>().RefreshAsync(connection)).Status == ConnectionStatus.Active;
        return new(engine, workers.Count, done)
        {
            Calls = durations.Count + lost.Count,
            Lost = lost,
            TokenRequests = requests,
            NotOne = notOne,
            Refusals = refusals,
            IsFamilyAlive = isAlive,
            Rejections = rejections,
            Durations = [.. durations.Order()],
            Took = took,
        };
    }

    private static async Task<ConnectionId> ConnectAsync(ServiceProvider host, RotatingServer server)
    {
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var definition = Systems.Definition(server.Address);
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        return (
            await host.GetRequiredService<IConnections>()
                .ConnectAsync(definition.Id, "fleet", await server.SignInAsync())).Id;
    }

    private static Task<string[]> AllSayAsync(List<WorkerProcess> workers) =>
        Task.WhenAll(workers.Select(worker => worker.HearAsync()));
}

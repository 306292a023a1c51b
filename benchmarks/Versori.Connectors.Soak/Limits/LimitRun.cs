using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Servers;
using Versori.Connectors.Soak.Workers;

namespace Versori.Connectors.Soak.Limits;

/// <summary>
/// Several processes share a connection with a limit, and each has more to send than the limit allows.
/// </summary>
internal static class LimitRun
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <param name="database">The database that the processes share.</param>
    /// <param name="processes">The number of processes.</param>
    /// <param name="limit">The calls in a second.</param>
    /// <param name="calls">The calls of all processes together.</param>
    public static async Task<LimitResult> RunAsync(SharedDatabase database, int processes, int limit, int calls)
    {
        await using var server = await LimitedServer.StartAsync(limit, Period);
        await using var host = database.Open();
        var connection = await ConnectAsync(host, server, limit);
        var workers = Enumerable.Range(0, processes)
            .Select(_ => WorkerProcess.Start(
                ["limit", .. database.Arguments, $"{connection}", $"{calls / processes}"]))
            .ToList();
        try
        {
            await Task.WhenAll(workers.Select(worker => worker.HearAsync()));
            foreach (var worker in workers) await worker.NotifyAsync("call");
            var lines = await Task.WhenAll(workers.Select(worker => worker.HearAsync(TimeSpan.FromMinutes(10))));
            var results = lines.Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries)).ToList();
            return new(database.Engine, processes, limit)
            {
                Calls = server.Accepted,
                Refused = server.Refused,
                Lost = [.. results.SelectMany(result => result.Skip(1))],
                Claims = results.Sum(result => int.Parse(result[0], CultureInfo.InvariantCulture)),
                Took = Stopwatch.GetElapsedTime(server.Times.First, server.Times.Last),
            };
        }
        finally
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }
    }

    private static async Task<ConnectionId> ConnectAsync(ServiceProvider host, LimitedServer server, int limit)
    {
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("limited"),
            Title = "Limited",
            BaseUrl = server.Address.AbsoluteUri.TrimEnd('/'),
            AuthMethods = [new BearerAuth()],
            Limits = new() { Rates = [new() { Calls = limit, PeriodSeconds = Period.TotalSeconds }] },
        };
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        var connection = await host.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "fleet",
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });
        return connection.Id;
    }
}

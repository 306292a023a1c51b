using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Servers;

namespace Versori.Connectors.Soak.Outages;

/// <summary>
/// A database outage under load: warm connections are called continuously, cold ones occasionally, and the tokens of
/// some are rejected during the outage.
/// </summary>
internal sealed class OutageRun(ServiceProvider host)
{
    private const int WarmConnections = 8;
    private const int ColdConnections = 4;
    private const int RejectedConnections = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentBag<(Load Load, string End, double Milliseconds)> _calls = [];
    private volatile bool _isAway;

    private enum Load
    {
        Warm,
        Cold,
        Rejected,
    }

    public static async Task<OutageResult> RunAsync(
        SharedDatabase database,
        string kind,
        Func<Task> begin,
        Func<Task> end,
        TimeSpan outage,
        Action<VersoriConnectorsOptions>? options = null)
    {
        await using var system = await FamilyServer.StartAsync();
        await using var rejecting = await FamilyServer.StartAsync();
        IReadOnlyList<ConnectionId> connections;
        await using (var before = database.Open())
        {
            connections = [
                .. await ConnectAsync(before, system, "steady", WarmConnections + ColdConnections),
                .. await ConnectAsync(before, rejecting, "rejecting", RejectedConnections)];
        }

        // Another host, as after a restart: all connections are cold.
        await using var host = database.Open(options);
        return await new OutageRun(host).RunAsync(database.Engine, connections, rejecting, kind, begin, end, outage);
    }

    private async Task<OutageResult> RunAsync(
        string engine, IReadOnlyList<ConnectionId> connections, FamilyServer rejecting, string kind, Func<Task> begin,
        Func<Task> end, TimeSpan outage)
    {
        var (warm, cold, rejected) = (
            connections.Take(WarmConnections).ToList(),
            connections.Skip(WarmConnections).Take(ColdConnections).ToList(),
            connections.Skip(WarmConnections + ColdConnections).ToList());
        // On a slow machine the first call of a connection may time out; the connection would then not be warm.
        foreach (var id in warm.Concat(rejected)) await RecoverAsync(id);
        _calls.Clear();

        using var stop = new CancellationTokenSource();
        await begin();
        _isAway = true;
        rejecting.ExpireAll();
        var load = warm.Select(id => LoopAsync(Load.Warm, id, stop.Token))
            .Concat(cold.Select(id => LoopAsync(Load.Cold, id, stop.Token)))
            .Concat(rejected.Select(id => LoopAsync(Load.Rejected, id, stop.Token))).ToList();
        await Task.Delay(outage, CancellationToken.None);
        _isAway = false;
        await end();

        var back = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(RecoverAsync));
        var recovery = Stopwatch.GetElapsedTime(back);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        var ended = await host.GetRequiredService<IConnections>()
            .ListAsync(new()).CountAsync(connection => connection.Status != ConnectionStatus.Active);
        return new(engine, kind, outage)
        {
            WarmCalls = Of(Load.Warm).Count,
            WarmFailures = [.. Of(Load.Warm).Where(call => call.End != "OK").Select(call => call.End)],
            LongestWarm = Of(Load.Warm).Max(call => call.Milliseconds),
            Cold = Ends(Load.Cold),
            LongestCold = Of(Load.Cold).Select(call => call.Milliseconds).DefaultIfEmpty().Max(),
            Rejected = Ends(Load.Rejected),
            LongestRejected = Of(Load.Rejected).Select(call => call.Milliseconds).DefaultIfEmpty().Max(),
            Recovery = recovery,
            Ended = ended,
        };

        List<(Load Load, string End, double Milliseconds)> Of(Load load) =>
            [.. _calls.Where(call => call.Load == load)];
        Dictionary<string, int> Ends(Load load) =>
            Of(load)
                .GroupBy(call => call.End).OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    private async Task LoopAsync(Load load, ConnectionId id, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await CallAsync(load, id);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task RecoverAsync(ConnectionId id)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await CallAsync(Load.Warm, id) is var end && end != "OK")
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException($"{id} has not recovered: {end}");
            await Task.Delay(Pause);
        }
    }

    private async Task<string> CallAsync(Load load, ConnectionId id)
    {
        var (wasAway, begun, end) = (_isAway, Stopwatch.GetTimestamp(), "");
        try
        {
            using var client = host.GetRequiredService<IConnectorClientFactory>().CreateClient(id);
            using var response = await client.GetAsync(new Uri("resource", UriKind.Relative));
            end = response.StatusCode == HttpStatusCode.OK ? "OK" : $"{response.StatusCode}";
        }
        catch (ConnectorStoreException exception)
        {
            end = $"{nameof(ConnectorStoreException)} {exception.Failure}";
        }
        catch (ConnectorException exception)
        {
            end = $"{nameof(ConnectorException)} {exception.Code}";
        }
        catch (Exception exception)
        {
            end = $"{exception.GetType().Name}: {exception.Message}";
        }

        if (wasAway) _calls.Add((load, end, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
        return end;
    }

    private static async Task<List<ConnectionId>> ConnectAsync(
        ServiceProvider host, FamilyServer system, string connector, int count)
    {
        var definition = Systems.Definition(system.Address) with { Id = ConnectorId.Parse(connector) };
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        using var http = new HttpClient();
        var ids = new List<ConnectionId>();
        for (var number = 0; number < count; number++)
        {
            ids.Add(
                (
                    await host.GetRequiredService<IConnections>()
                        .ConnectAsync(
                            definition.Id,
                            $"account-{number}",
                            await FamilyServer.SignInAsync(system.Address, http))).Id);
        }

        return ids;
    }
}

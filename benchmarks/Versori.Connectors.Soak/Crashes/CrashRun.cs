using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Servers;
using Versori.Connectors.Soak.Workers;

namespace Versori.Connectors.Soak.Crashes;

/// <summary>
/// Several processes make all kinds of changes, and are killed one after the other at random moments.
/// </summary>
internal sealed class CrashRun(SharedDatabase database, FamilyServer server)
{
    private const int Processes = 3;
    private const int LoopsPerProcess = 2;

    // A kill is complete when the process has ended; its sessions on the database server end soon after.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, long> _killed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _responses = new(StringComparer.Ordinal);
    private readonly List<string> _unexpected = [];
    private readonly List<double> _windows = [];

    public static async Task<CrashResult> RunAsync(SharedDatabase database, int kills, TimeSpan? limit = null)
    {
        await using var server = await FamilyServer.StartAsync();
        await using (var host = database.Open())
        {
            var catalog = host.GetRequiredService<IConnectorCatalog>();
            await catalog.SaveDraftAsync(Systems.Definition(server.Address));
            var connector = await catalog.PublishAsync(Systems.Definition(server.Address).Id);
            using var http = new HttpClient();
            for (var number = 0; number < CrashWorker.Names; number++)
            {
                var credential = await FamilyServer.SignInAsync(server.Address, http);
                await host.GetRequiredService<IConnections>()
                    .ConnectAsync(connector.Id, $"account-{number}", credential);
            }
        }

        return await new CrashRun(database, server).KillAsync(kills, limit ?? TimeSpan.MaxValue);
    }

    private async Task<CrashResult> KillAsync(int kills, TimeSpan limit)
    {
        var (workers, done, opened, begun) = (new Queue<WorkerProcess>(), 0, 0, Stopwatch.GetTimestamp());
        try
        {
            for (var i = 0; i < Processes; i++) workers.Enqueue(Start());
            for (; done < kills && Stopwatch.GetElapsedTime(begun) < limit; done++)
            {
                // The oldest process: the others are starting or working meanwhile.
                var worker = workers.Dequeue();
                await ReadyAsync(worker);
                opened++;
                await Task.Delay(Random.Shared.Next(400));
                await EndAsync(worker);
                workers.Enqueue(Start());
            }
        }
        finally
        {
            while (workers.TryDequeue(out var worker)) await EndAsync(worker);
        }

        await RefreshAllAsync();
        return await SumUpAsync(done, opened, Stopwatch.GetElapsedTime(begun));
    }

    private async Task<CrashResult> SumUpAsync(int kills, int opened, TimeSpan took)
    {
        var (inWindow, otherwise) = (new List<double>(), 0);
        foreach (var reuse in server.Reuses)
        {
            if (_killed.TryGetValue(reuse.LostBy, out var killed)
                && Stopwatch.GetElapsedTime(reuse.RespondedAt, killed) is var after
                && after < Window)
                inWindow.Add(after.TotalMilliseconds);
            else otherwise++;
        }

        return new(database.Engine, kills)
        {
            Opened = opened,
            Unexpected = _unexpected,
            Responses = _responses.OrderBy(response => response.Key, StringComparer.Ordinal).ToDictionary(),
            Refreshes = server.Refreshes,
            Windows = [.. _windows.Order()],
            LostInWindow = [.. inWindow.Order()],
            LostOtherwise = otherwise,
            Store = await StoreInspection.OfAsync(database),
            Swept = await SweepAsync(),
            Took = took,
        };
    }

    private async Task<StoreInspection> SweepAsync()
    {
        await using var host = database.Open(more: services => services.AddSingleton<TimeProvider>(new LaterClock()));
        await host.GetRequiredService<IConnectionMaintenance>().DeleteOrphanedSecretsAsync();
        return await StoreInspection.OfAsync(database);
    }

    // A lost token is detected by a refresh: the connection then has to be connected again.
    private async Task RefreshAllAsync()
    {
        await using var host = database.Open();
        var connections = host.GetRequiredService<IConnections>();
        foreach (var connection in await connections.ListAsync(new()).ToListAsync())
        {
            try
            {
                await connections.RefreshAsync(connection.Id);
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NeedsReauthorization)
            {
                // It is one of the connections that are counted.
            }
        }
    }

    private WorkerProcess Start() =>
        WorkerProcess.Start(["crash", .. database.Arguments, server.Address.AbsoluteUri, $"{LoopsPerProcess}"]);

    private async Task EndAsync(WorkerProcess worker)
    {
        _killed[$"{worker.Id}"] = Stopwatch.GetTimestamp();
        await worker.KillAsync();
        while (worker.Said.TryRead(out var line)) Note(line);
        await worker.DisposeAsync();
    }

    private async Task ReadyAsync(WorkerProcess worker)
    {
        while (await worker.HearAsync() is var line && line != "ready") Note(line);
    }

    private void Note(string line)
    {
        if (line == "ready") return;
        if (line.StartsWith("window ", StringComparison.Ordinal)
            && double.TryParse(
                line["window ".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var window))
            _windows.Add(window);
        else if (line.StartsWith("typed ", StringComparison.Ordinal)
            || line.StartsWith("store Unavailable", StringComparison.Ordinal))
            _responses.AddOrUpdate(line, 1, static (_, count) => count + 1);
        else if (line.StartsWith("unexpected ", StringComparison.Ordinal)
            || line.StartsWith("store ", StringComparison.Ordinal))
            _unexpected.Add(line);
    }
}

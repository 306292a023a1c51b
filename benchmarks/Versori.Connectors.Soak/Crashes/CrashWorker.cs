using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.Soak.Databases;
using Versori.Connectors.Soak.Servers;

namespace Versori.Connectors.Soak.Crashes;

/// <summary>
/// A process that connects, connects again, refreshes, calls, disconnects and edits the connector until it is killed.
/// </summary>
internal sealed class CrashWorker(ServiceProvider host, Uri system) : IDisposable
{
    public const int Names = 12;

    private static readonly AsyncLocal<Response?> Current = new();

    private readonly HttpClient _http = new();
    private readonly IConnections _connections = host.GetRequiredService<IConnections>();
    private readonly ConnectorId _connector = Systems.Definition(system).Id;

    public static async Task RunAsync(SharedDatabase database, Uri system, int loops)
    {
        await using var host = database.Open(
            more: services =>
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new Marking())));
        using var worker = new CrashWorker(host, system);
        await host.GetRequiredService<ConnectorDatabase>().CheckAsync();
        // A process is only killed while it is working, not while it is starting.
        await worker.TryActAsync();
        Say("ready");
        await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(worker.LoopAsync)));
    }

    public void Dispose() => _http.Dispose();

    private async Task LoopAsync()
    {
        // The worker acts until it is killed.
        while (true) await TryActAsync();
    }

    private async Task TryActAsync()
    {
        try
        {
            await ActAsync();
        }
        catch (ConnectorException exception)
        {
            Say($"typed {exception.Code}");
        }
        catch (ConnectorStoreException exception)
        {
            Say($"store {exception.Failure}");
        }
        catch (Exception exception)
        {
            Say($"unexpected {exception.ToString().ReplaceLineEndings(" ")}");
        }
    }

    private async Task ActAsync()
    {
        var name = $"account-{Random.Shared.Next(Names)}";
        var connection = await _connections.ListAsync(
            new() { ConnectorId = _connector, Owner = default(Owner), Name = name }).FirstOrDefaultAsync();
        if (connection is null)
        {
            await _connections.ConnectAsync(_connector, name, await FamilyServer.SignInAsync(system, _http));
        }
        else if (connection.Status == ConnectionStatus.NeedsReauthorization)
        {
            await _connections.ReconnectAsync(connection.Id, await FamilyServer.SignInAsync(system, _http));
        }
        else
        {
            await UseAsync(connection);
        }
    }

    private async Task UseAsync(Connection connection)
    {
        switch (Random.Shared.Next(100))
        {
            case < 60:
                var response = Current.Value = new();
                await _connections.RefreshAsync(connection.Id);
                var window = Stopwatch.GetElapsedTime(response.At).TotalMilliseconds;
                if (response.At != 0) Say($"window {window.ToString("F2", CultureInfo.InvariantCulture)}");
                break;
            case < 75:
                using (var client = host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id))
                using (await client.GetAsync(new Uri("resource", UriKind.Relative)))
                {
                }

                break;
            case < 85:
                await _connections.ReconnectAsync(connection.Id, await FamilyServer.SignInAsync(system, _http));
                break;
            case < 92:
                await _connections.DisconnectAsync(connection.Id);
                break;
            default:
                await host.GetRequiredService<IConnectorCatalog>()
                    .EditAsync(_connector, definition => definition with { Title = $"Soak {Guid.NewGuid():N}" });
                break;
        }
    }

    private static void Say(string line)
    {
        lock (Current) Console.WriteLine(line);
    }

    /// <summary>When the provider responded to the current refresh.</summary>
    private sealed class Response
    {
        public long At { get; set; }
    }

    private sealed class Marking : DelegatingHandler
    {
        private static readonly string Process = $"{Environment.ProcessId}";

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove(FamilyServer.Asker);
            request.Headers.Add(FamilyServer.Asker, Process);
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath == "/token" && Current.Value is { } call)
                call.At = Stopwatch.GetTimestamp();
            return response;
        }
    }
}

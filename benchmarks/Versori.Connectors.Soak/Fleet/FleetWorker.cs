using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;

namespace Versori.Connectors.Soak.Fleet;

/// <summary>One process of a fleet: on command, it makes several concurrent calls with the shared connection.</summary>
internal static class FleetWorker
{
    public static async Task RunAsync(SharedDatabase database, ConnectionId connection, int calls)
    {
        // Processes that start together on few cores are slow at first; this is not measured.
        await using var host = database.Open(options => options.StoreTimeout = TimeSpan.FromMinutes(1));
        using var client = host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
        await CallAsync(client);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
            var responses = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => CallAsync(client)));
            Console.WriteLine(string.Join('|', responses));
        }
    }

    // The duration in milliseconds, or the failure.
    private static async Task<string> CallAsync(HttpClient client)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(new Uri("resource", UriKind.Relative));
            return response.StatusCode == HttpStatusCode.OK
                ? Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture)
                : $"{response.StatusCode}";
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;

namespace Versori.Connectors.Soak.Limits;

/// <summary>One of the processes: on command, it makes all of its calls at once and prints how they ended.</summary>
internal static class LimitWorker
{
    public static async Task RunAsync(SharedDatabase database, ConnectionId connection, int calls)
    {
        await using var host = database.Open(
            options =>
            {
                options.StoreTimeout = TimeSpan.FromMinutes(1);
                options.MaximumLimitWait = TimeSpan.FromHours(1);
                options.MaximumRetries = 0;
            },
            services =>
            {
                var registered = services.Last(service => service.ServiceType == typeof(ILimitStore));
                services.AddSingleton(provider => new CountingLimitStore(
                    (ILimitStore)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)));
                services.AddSingleton<ILimitStore>(provider => provider.GetRequiredService<CountingLimitStore>());
            });
        using var client = host.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
        client.Timeout = Timeout.InfiniteTimeSpan;

        // Reads the connection. The system is not called.
        await host.GetRequiredService<IConnections>().FindAsync(connection);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var ends = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => CallAsync(client)));
        var store = host.GetRequiredService<CountingLimitStore>();
        var failures = ends.OfType<string>().Concat(store.Failures).Distinct().Take(3);
        Console.WriteLine($"{store.Claims}|{string.Join('|', failures)}");
    }

    // The failure, if any; a refusal is counted by the system.
    private static async Task<string?> CallAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("resource", UriKind.Relative));
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests
                ? null
                : $"{response.StatusCode}";
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }
}

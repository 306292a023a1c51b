using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Scale.Databases;

namespace Versori.Connectors.Scale.Measuring;

/// <summary>The memory of a cached connection.</summary>
internal static class CacheMemory
{
    private const int WarmUp = 2_000;
    private const int Connections = 20_000;

    public static async Task<string> RunAsync(ScaleDatabase database, ConnectionId[] ids)
    {
        await using var host = database.NewHost(
            configure: options => (options.CacheCapacity, options.CacheDuration) = (100_000, TimeSpan.FromHours(1)));
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        var count = Math.Min(Connections, ids.Length - WarmUp);
        foreach (var id in ids.Take(WarmUp)) await Operations.CallAsync(clients.CreateClient(id));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var id in ids.Skip(WarmUp).Take(count)) await Operations.CallAsync(clients.CreateClient(id));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A cached connection holds {bytes:N0} bytes: the heap growth after {count:N0} first calls and a full "
                + $"collection.");
    }
}

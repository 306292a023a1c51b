using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Http;

namespace Versori.Connectors.Benchmarks.Memory;

/// <summary>The bytes that the engine holds for each connection that is ready to use.</summary>
internal static class CachedConnections
{
    private const int Connections = 100_000;
    private const int Connectors = 100;
    private const int WarmUps = 1_000;
    private const int ShortToken = 32;
    private const int LongToken = 1_024;

    public static async Task RunAsync()
    {
        // Both in one process: the first run also includes what the runtime itself keeps.
        await MeasureAsync(ShortToken);
        var shortToken = await MeasureAsync(ShortToken);
        var longToken = await MeasureAsync(LongToken);
        var eachCharacter = (longToken - shortToken) / (LongToken - ShortToken);
        var text = $"""
            {Connections:N0} connections of {Connectors} connectors,
            each with client credentials (a client id of 32 and a secret of 40
            characters), a separate owner and an access token,
            ready to be called. The stores keep nothing: they create each record from
            JSON when it is read. The figures count the managed bytes that are alive after a full collection,
            for each connection: the
            connection as it was read, its credentials, the prepared request authentication,
            its refresh state and its entries in the
            caches. They do not include an `HttpClient` and its handler, which belong to the caller.

            | | Bytes for each connection |
            |---|---:|
            | everything except the token's text | {shortToken - (eachCharacter * ShortToken):N0} |
            | everything, with a token of {ShortToken} characters | {shortToken:N0} |
            | everything, with a token of {LongToken:N0} characters | {longToken:N0} |
            | for each character of the token | {eachCharacter:N1} |
            """;
        Console.WriteLine(text);
        ResultsFolder.Write(
            "MemoryPerConnection",
            "dotnet run -c Release --project benchmarks/Versori.Connectors.Benchmarks -- memory",
            text);
    }

    private static async Task<double> MeasureAsync(int tokenLength)
    {
        var stores = new ForgetfulStores(Connectors, tokenLength, TimeProvider.System.GetUtcNow());
        var services = new ServiceCollection();
        services.AddSingleton<IConnectionStore>(stores)
            .AddSingleton<ISecretStore>(stores).AddSingleton<IConnectorStore>(stores);
        services.AddVersoriConnectors(options =>
        {
            options.CacheCapacity = 2 * Connections;
            options.CacheDuration = TimeSpan.FromHours(1);
        });
        await using var provider = services.BuildServiceProvider();
        var routes = provider.GetRequiredService<Routes>();

        await WarmUpAsync(routes, 0, WarmUps);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await WarmUpAsync(routes, WarmUps, WarmUps + Connections);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(provider);
        return (double)(after - before) / Connections;
    }

    private static async Task WarmUpAsync(Routes routes, int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            await routes.For(RouteKey.Of(ForgetfulStores.IdOf(number))).WarmUpAsync(CancellationToken.None);
        }
    }
}

using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>All contenders. Benchmarks, gate and scenario use this list.</summary>
internal static class ContenderRegistry
{
    public const string Baseline = "hand-written handler";

    /// <summary>The name of the engine in the list.</summary>
    public const string Engine = "Versori.Connectors";

    /// <summary>Requests a token before every call; for comparison only, not a hot path.</summary>
    public const string Uncached = "OpenIddict.Client, uncached";

    private static readonly Dictionary<string, Func<Arena, IContender>> Makers = new()
    {
        ["no authentication"] = arena => new NoAuthContender(arena),
        [Baseline] = arena => new HandWrittenContender(arena),
        ["HybridCache handler"] = arena => new HybridCacheContender(arena),
        ["MSAL"] = arena => new MsalContender(arena),
        ["OpenIddict.Client, cached by hand"] = arena => new OpenIddictContender(arena, cached: true),
        [Engine] = arena => new VersoriContender(arena),
        [Uncached] = arena => new OpenIddictContender(arena, cached: false),
    };

    /// <summary>The contenders whose calls on a warm connection send no token request.</summary>
    public static IEnumerable<string> Names => AllNames.Where(name => name != Uncached);

    public static IEnumerable<string> AllNames => Makers.Keys;

    public static bool HasEngine => Makers.ContainsKey(Engine);

    /// <summary>Creates a contender whose connections all have tokens.</summary>
    public static async Task<IContender> MakeWarmAsync(string name, Arena arena)
    {
        var contender = Makers[name](arena);

        for (var connection = 0; connection < arena.Connections; connection++)
        {
            using var _ = await contender.SendAsync(connection);
        }

        if (arena.Wire is AsynchronousWire wire)
        {
            wire.IsWaiting = true;
        }

        return contender;
    }

    /// <summary>Sends, and lets the asynchronous wire respond.</summary>
    public static Task<HttpResponseMessage> SendAsync(IContender contender, int connection)
    {
        var response = contender.SendAsync(connection);

        if (!response.IsCompleted)
        {
            AsynchronousWire.Complete();
        }

        // A contender that sends from another thread would wait for this thread indefinitely.
        return response.IsCompleted ? response : response.WaitAsync(TimeSpan.FromSeconds(30));
    }
}

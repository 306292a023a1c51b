using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>The one place that knows all contenders. Benchmarks, gate and scenario take them from here.</summary>
internal static class ContenderRegistry
{
    public const string Baseline = "hand-written handler";

    /// <summary>The name under which the engine is entered.</summary>
    public const string Engine = "Versori.Connectors";

    /// <summary>Asks for a token before every call: for comparison only, it is no hot path.</summary>
    public const string Uncached = "OpenIddict.Client as it is";

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

    /// <summary>Those whose calls on a warm connection ask nobody.</summary>
    public static IEnumerable<string> Names => AllNames.Where(name => name != Uncached);

    public static IEnumerable<string> AllNames => Makers.Keys;

    public static bool HasEngine => Makers.ContainsKey(Engine);

    /// <summary>A contender whose connections all have their tokens.</summary>
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

    /// <summary>Sends, and lets the asynchronous wire answer.</summary>
    public static Task<HttpResponseMessage> SendAsync(IContender contender, int connection)
    {
        var answer = contender.SendAsync(connection);

        if (!answer.IsCompleted)
        {
            AsynchronousWire.Complete();
        }

        // A contender that sends from another thread would wait for this one for ever.
        return answer.IsCompleted ? answer : answer.WaitAsync(TimeSpan.FromSeconds(30));
    }
}

using BenchmarkDotNet.Attributes;
using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>
/// One call on one warm connection, by footing and wire. <see cref="HttpClient"/> with an asynchronous wire corresponds
/// to a real host.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class WireBenchmarks
{
    private Arena _arena = null!;
    private IContender _contender = null!;

    public static IEnumerable<string> Contenders => ContenderRegistry.Names;

    [Params(Footing.Invoker, Footing.HttpClient)]
    public Footing Footing { get; set; }

    [Params(Wire.Synchronous, Wire.Asynchronous)]
    public Wire Wire { get; set; }

    [ParamsSource(nameof(Contenders))]
    public string Contender { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _arena = new(1, Wire, Footing);
        _contender = await ContenderRegistry.MakeWarmAsync(Contender, _arena);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _contender.DisposeAsync();
        _arena.Dispose();
    }

    [Benchmark]
    public void Call() => ContenderRegistry.SendAsync(_contender, 0).GetAwaiter().GetResult().Dispose();
}

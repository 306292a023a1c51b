using BenchmarkDotNet.Attributes;
using Versori.Connectors.Benchmarks.Contenders;

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>
/// The cost of a call with OpenIddict.Client without a cache, with a token endpoint that responds synchronously.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class UncachedBenchmarks
{
    private readonly Arena _arena = new(connections: 1);
    private IContender _contender = null!;

    [Params(ContenderRegistry.Baseline, ContenderRegistry.Uncached)]
    public string Contender { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync() => _contender = await ContenderRegistry.MakeWarmAsync(Contender, _arena);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _contender.DisposeAsync();

    [Benchmark]
    public async Task Call() => (await _contender.SendAsync(0)).Dispose();
}

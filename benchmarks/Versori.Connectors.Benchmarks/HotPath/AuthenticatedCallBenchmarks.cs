using BenchmarkDotNet.Attributes;
using Versori.Connectors.Benchmarks.Contenders;

namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>
/// One call on a warm connection, by number of connections and of threads. The wire responds synchronously and handlers
/// are called through <see cref="HttpMessageInvoker"/>. Two threads share the same calls: half the time is ideal.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class AuthenticatedCallBenchmarks
{
    private const int Calls = 8_192;

    private Arena _arena = null!;
    private IContender _contender = null!;
    private CallOrder _order = null!;
    private ThreadCrew _crew = null!;

    public static IEnumerable<string> Contenders => ContenderRegistry.Names;

    [Params(1, 1_000, 100_000)]
    public int Connections { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [ParamsSource(nameof(Contenders))]
    public string Contender { get; set; } = "";

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _arena = new(Connections);
        _contender = await ContenderRegistry.MakeWarmAsync(Contender, _arena);
        _order = new(Connections);
        _crew = new(Threads, Share);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _crew.Dispose();
        await _contender.DisposeAsync();
        _arena.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Call() => _crew.Run();

    private void Share(int thread)
    {
        var share = Calls / Threads;

        for (var call = thread * share; call < (thread + 1) * share; call++)
        {
            _contender.SendAsync(_order[call]).GetAwaiter().GetResult().Dispose();
        }
    }
}

using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Benchmarks.Signing;

/// <summary>
/// The cost of signing a request compared with its bare cryptography. The difference is reading the request and writing
/// headers.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class SigningBenchmarks
{
    public static readonly Uri Url = new("https://api.example.com/v1/orders?page=1&status=open");

    private ServiceProvider _services = null!;
    private SigningCase _case = null!;
    private RequestAuthenticator[] _authenticators = null!;

    public static IEnumerable<string> Methods => SigningCases.All().Select(found => found.Name);

    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _services = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider();
        _case = SigningCases.All().Single(found => found.Name == Method);
        var values = new ExpressionValues();
        foreach (var (name, value) in _case.Fields) values.SetSecret(name, new Secret(value));
        _authenticators =
        [
            .. _services.GetRequiredService<AuthMethodHandlers>().For(_case.Method).Prepare(_case.Method, values),
        ];
    }

    [GlobalCleanup]
    public void CleanUp() => _services.Dispose();

    [Benchmark(Baseline = true)]
    public void Bare() => _case.Bare();

    [Benchmark]
    public void Signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        foreach (var authenticator in _authenticators)
            authenticator.ApplyAsync(request, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}

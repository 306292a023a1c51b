using Versori.Connectors.Benchmarks.Wires;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The environment that all contenders of a run share: connections, requests, wire, footing, token endpoint.
/// </summary>
internal sealed class Arena(
    int connections,
    Wire wire = Wire.Synchronous,
    Footing footing = Footing.Invoker,
    bool tokensExpire = false) : IDisposable
{
    public static readonly Uri BaseAddress = new("https://api.example.com/");
    public static readonly Uri TokenEndpoint = new("https://auth.example.com/token");
    private static readonly Uri Orders = new(BaseAddress, "/v1/orders?page=1");

    public int Connections => connections;

    /// <summary>Whether <see cref="IExpiringContender.ExpireAsync"/> will be called.</summary>
    public bool TokensExpire => tokensExpire;

    /// <summary>The end of every pipeline.</summary>
    public HttpMessageHandler Wire { get; } = wire == Wires.Wire.Synchronous
        ? new SynchronousWire()
        : new AsynchronousWire();

    public TokenEndpointStub Tokens { get; } = new();

    public static HttpRequestMessage NewRequest() => new(HttpMethod.Get, Orders);

    /// <summary>The type through which a handler is called.</summary>
    public HttpMessageInvoker Through(HttpMessageHandler handler) => footing switch
    {
        Footing.HttpClient => new HttpClient(handler, disposeHandler: false),
        _ => new HttpMessageInvoker(handler, disposeHandler: false),
    };

    /// <summary>One caller for each connection, over a handler that the contender creates for it.</summary>
    public HttpMessageInvoker[] ThroughEach(Func<int, DelegatingHandler> handler)
    {
        var all = new HttpMessageInvoker[connections];

        for (var connection = 0; connection < connections; connection++)
        {
            var made = handler(connection);
            made.InnerHandler = Wire;
            all[connection] = Through(made);
        }

        return all;
    }

    public void Dispose()
    {
        Wire.Dispose();
        Tokens.Dispose();
    }
}

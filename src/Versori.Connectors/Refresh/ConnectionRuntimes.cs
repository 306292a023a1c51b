using Microsoft.Extensions.Options;
using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>The connections in use in this process, up to the cache's capacity.</summary>
internal sealed class ConnectionRuntimes(
    ConnectionRenewer renewer,
    ConnectionPreparer preparer,
    ClientTransports transports,
    IOptions<VersoriConnectorsOptions> options,
    ConnectionEpochs epochs,
    CoarseClock clock)
{
    private readonly BoundedCache<ConnectionId, ConnectionRuntime> _runtimes = new(
        () => options.Value.CacheCapacity,
        id => new(id, renewer, preparer, transports, epochs, clock),
        // A client may still hold the runtime, and goes on with it; its TLS connections are closed between calls.
        (id, _) => transports.Use(id, null));

    public ConnectionRuntime For(ConnectionId id) => _runtimes.GetOrAdd(id);

    /// <summary>The connection, if it is in use in this process.</summary>
    public ConnectionRuntime? Find(ConnectionId id) => _runtimes.Find(id);

    public void Remove(ConnectionId id)
    {
        if (_runtimes.TryRemove(id, out var runtime)) runtime.Close();
    }
}

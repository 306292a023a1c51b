using Microsoft.Extensions.Options;
using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>The connections in use in this process, up to the cache's capacity, and what they have in common.</summary>
internal sealed class ConnectionRuntimes
{
    private readonly BoundedCache<ConnectionId, ConnectionRuntime> _runtimes;

    public ConnectionRuntimes(
        ConnectionRenewer renewer,
        ConnectionPreparer preparer,
        ClientTransports transports,
        IOptions<VersoriConnectorsOptions> options,
        ConnectionEpochs epochs,
        CoarseClock clock)
    {
        (Renewer, Preparer, Transports, Epochs, Clock) = (renewer, preparer, transports, epochs, clock);
        _runtimes = new(
            () => options.Value.CacheCapacity,
            id => new(id, this),
            // A client may still hold the runtime, and goes on with it; its TLS connections are closed between calls.
            (id, _) => transports.Use(id, null));
    }

    public ConnectionRenewer Renewer { get; }

    public ConnectionPreparer Preparer { get; }

    public ClientTransports Transports { get; }

    public ConnectionEpochs Epochs { get; }

    public CoarseClock Clock { get; }

    /// <summary>Those that are being read.</summary>
    public SingleFlights<ConnectionRuntime, PreparedConnection> Reading { get; } = new();

    /// <summary>Those that are being renewed.</summary>
    public SingleFlights<ConnectionRuntime, PreparedConnection> Renewing { get; } = new();

    public ConnectionRuntime For(ConnectionId id) => _runtimes.GetOrAdd(id);

    /// <summary>The connection, if it is in use in this process.</summary>
    public ConnectionRuntime? Find(ConnectionId id) => _runtimes.Find(id);

    public void Remove(ConnectionId id)
    {
        if (_runtimes.TryRemove(id, out var runtime)) runtime.Close();
    }
}

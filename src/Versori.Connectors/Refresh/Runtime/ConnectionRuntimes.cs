using Microsoft.Extensions.Options;
using Versori.Connectors.Auditing;
using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// The connections in use in this process, up to the cache's capacity, and the services that they share.
/// </summary>
internal sealed class ConnectionRuntimes
{
    /// <summary>The number of locks that all connections share; a power of two.</summary>
    private const int Locks = 64;

    private readonly BoundedCache<ConnectionId, ConnectionRuntime> _runtimes;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, Locks).Select(_ => new Lock())];

    public ConnectionRuntimes(
        ConnectionRefresher refresher,
        ConnectionPreparer preparer,
        RejectedCredentials rejected,
        ClientTransports transports,
        IOptions<VersoriConnectorsOptions> options,
        ConnectionEpochs epochs,
        AuditTrail audit,
        CoarseClock clock)
    {
        Audit = audit;
        Refresher = refresher;
        Preparer = preparer;
        Rejected = rejected;
        Transports = transports;
        Epochs = epochs;
        Clock = clock;
        _runtimes = new(
            () => options.Value.CacheCapacity,
            id => new(id, this),
            // A client may still hold the runtime and use it; its TLS connections are closed between calls.
            (id, _) => transports.SetCurrent(id, null));
    }

    public ConnectionRefresher Refresher { get; }

    public ConnectionPreparer Preparer { get; }

    public RejectedCredentials Rejected { get; }

    public ClientTransports Transports { get; }

    public ConnectionEpochs Epochs { get; }

    public AuditTrail Audit { get; }

    public CoarseClock Clock { get; }

    /// <summary>The reads that are running.</summary>
    public SingleFlight<ConnectionRuntime, PreparedConnection> Reading { get; } = new();

    /// <summary>The refreshes that are running.</summary>
    public SingleFlight<ConnectionRuntime, PreparedConnection> Refreshing { get; } = new();

    /// <summary>The number of connections in use.</summary>
    public int Count => _runtimes.Count;

    public ConnectionRuntime For(ConnectionId id) => _runtimes.GetOrAdd(id);

    /// <summary>Returns the connection, if it is in use in this process.</summary>
    public ConnectionRuntime? Find(ConnectionId id) => _runtimes.Find(id);

    public void Remove(ConnectionId id)
    {
        if (_runtimes.TryRemove(id, out var runtime)) runtime.Close();
    }

    /// <summary>
    /// Ends the waits of connections whose client was refused, because their connector has changed: its client may have
    /// another secret now.
    /// </summary>
    public void EndWaits(ConnectorId connector)
    {
        foreach (var runtime in _runtimes.Entries)
        {
            if (runtime.Connection?.ConnectorId == connector) runtime.EndWaitForClient();
        }
    }

    /// <summary>
    /// The lock for changes to a connection's state. Connections share some, because there may be very many of them and
    /// the state changes rarely.
    /// </summary>
    public Lock LockFor(ConnectionId id) => _locks[id.GetHashCode() & (Locks - 1)];
}

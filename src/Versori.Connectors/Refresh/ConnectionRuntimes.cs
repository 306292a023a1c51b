using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
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
    private readonly ConcurrentDictionary<ConnectionId, ConnectionRuntime> _runtimes = [];

    public ConnectionRuntime For(ConnectionId id)
    {
        if (!_runtimes.TryGetValue(id, out var runtime))
        {
            if (_runtimes.Count >= options.Value.CacheCapacity) MakeRoom();
            runtime = _runtimes.GetOrAdd(id, static (key, self) => self.New(key), this);
        }

        runtime.WasUsed = true;
        return runtime;
    }

    /// <summary>The connection, if it is in use in this process.</summary>
    public ConnectionRuntime? Find(ConnectionId id) => _runtimes.GetValueOrDefault(id);

    public void Remove(ConnectionId id)
    {
        if (_runtimes.TryRemove(id, out var runtime)) runtime.Close();
    }

    private ConnectionRuntime New(ConnectionId id) => new(id, renewer, preparer, transports, epochs, clock);

    // Second chance: whatever was not looked up since the last time goes first; a tenth goes in any case.
    private void MakeRoom()
    {
        var goal = options.Value.CacheCapacity - Math.Max(1, options.Value.CacheCapacity / 10);
        foreach (var (id, runtime) in _runtimes)
        {
            if (_runtimes.Count <= goal) return;
            if (runtime.WasUsed) runtime.WasUsed = false;
            else Forget(id);
        }

        foreach (var (id, _) in _runtimes)
        {
            if (_runtimes.Count <= goal) return;
            Forget(id);
        }
    }

    // A client may still hold the runtime, and goes on with it; its TLS connections are closed between calls.
    private void Forget(ConnectionId id)
    {
        _runtimes.TryRemove(id, out _);
        transports.Use(id, null);
    }
}

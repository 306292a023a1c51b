namespace Versori.Connectors.InMemory;

/// <summary>
/// Prevents concurrent refreshes of a connection within one process, also by several engines that share the stores.
/// </summary>
public sealed class InMemoryConnectionLock : IConnectionLock
{
    private readonly Dictionary<ConnectionId, Gate> _gates = [];

    internal int EntryCount
    {
        get
        {
            lock (_gates) return _gates.Count;
        }
    }

    /// <inheritdoc />
    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        Gate? gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(id, out gate)) _gates[id] = gate = new Gate(this, id);
            gate.Users++;
        }

        try
        {
            await gate.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Release(gate);
        }
        catch
        {
            Leave(gate);
            throw;
        }
    }

    // A gate without holder and waiters is removed, so that the table contains only gates in use.
    private void Leave(Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users > 0) return;
            _gates.Remove(gate.Id);
            gate.Semaphore.Dispose();
        }
    }

    private sealed class Gate(InMemoryConnectionLock owner, ConnectionId id)
    {
        public InMemoryConnectionLock Owner => owner;

        public ConnectionId Id => id;

        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Release(Gate gate) : IConnectionLockHandle
    {
        private Gate? _gate = gate;

        // Within a process only the holder can end the lock.
        public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(Volatile.Read(ref _gate) is not null);
        }

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _gate, null) is not { } held) return default;
            held.Semaphore.Release();
            held.Owner.Leave(held);
            return default;
        }
    }
}

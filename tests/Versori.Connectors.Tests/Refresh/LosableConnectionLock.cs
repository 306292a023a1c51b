using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Refresh;

[assembly: ExemptFromStoreConformance(typeof(LosableConnectionLock), "Its holders lose it on purpose.")]

namespace Versori.Connectors.Tests.Refresh;

/// <summary>A lock that its holder can lose, as after a pause beyond its lease.</summary>
public sealed class LosableConnectionLock : IConnectionLock
{
    private InMemoryConnectionLock _inner = new();
    private int _generation;

    /// <summary>Is called once, before the lock confirms to its holder whether it is held.</summary>
    public Func<Task>? BeforeConfirming { get; set; }

    /// <summary>Is called once, after the lock confirmed that it is held.</summary>
    public Func<Task>? AfterConfirming { get; set; }

    /// <summary>Ends the locks of all holders without notifying them.</summary>
    public void Lose()
    {
        _inner = new();
        Interlocked.Increment(ref _generation);
    }

    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken) =>
        new Handle(this, _generation, await _inner.AcquireAsync(id, cancellationToken));

    private sealed class Handle(LosableConnectionLock owner, int generation, IConnectionLockHandle inner)
        : IConnectionLockHandle
    {
        public async ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
        {
            var (before, after) = (owner.BeforeConfirming, owner.AfterConfirming);
            owner.BeforeConfirming = null;
            if (before is not null) await before();
            var isHeld = generation == owner._generation && await inner.ConfirmAsync(cancellationToken);
            if (before is null && after is not null)
            {
                owner.AfterConfirming = null;
                await after();
            }

            return isHeld;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

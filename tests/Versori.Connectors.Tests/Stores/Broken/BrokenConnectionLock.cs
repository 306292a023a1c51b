using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenConnectionLock(string flaw) : IConnectionLock, IDisposable
{
    private readonly InMemoryConnectionLock _inner = new();

    private readonly SemaphoreSlim _semaphore = new(1, int.MaxValue);

    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "every caller acquires it":
                return new Release(() => { });
            case "disposing twice releases it twice":
                await _semaphore.WaitAsync(cancellationToken);
                return new Release(() => _semaphore.Release());
            case "a cancelled caller acquires it":
                return await _inner.AcquireAsync(id, default);
            case "a released lock is confirmed":
                return new AlwaysConfirming(await _inner.AcquireAsync(id, cancellationToken));
            default:
                return await _inner.AcquireAsync(id, cancellationToken);
        }
    }

    public void Dispose() => _semaphore.Dispose();

    private sealed class AlwaysConfirming(IConnectionLockHandle inner) : IConnectionLockHandle
    {
        public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) => new(true);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Release(Action free) : IConnectionLockHandle
    {
        private bool _isFree;

        public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) => new(!_isFree);

        public ValueTask DisposeAsync()
        {
            free();
            _isFree = true;
            return default;
        }
    }
}

using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenConnectionLock(string flaw) : IConnectionLock, IDisposable
{
    private readonly InMemoryConnectionLock _inner = new();

    private readonly SemaphoreSlim _semaphore = new(1, int.MaxValue);

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "everybody gets it":
                return new Release(() => { });
            case "disposing twice frees it twice":
                await _semaphore.WaitAsync(cancellationToken);
                return new Release(() => _semaphore.Release());
            case "who has given up gets it all the same":
                return await _inner.AcquireAsync(id, default);
            default:
                return await _inner.AcquireAsync(id, cancellationToken);
        }
    }

    public void Dispose() => _semaphore.Dispose();

    private sealed class Release(Action free) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            free();
            return default;
        }
    }
}

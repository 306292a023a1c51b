using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenWebhookReplayStore(string flaw) : IWebhookReplayStore
{
    private readonly InMemoryWebhookReplayStore _inner = new(TimeProvider.System);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Meeting _looked = new();

    public async ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case "adding checks before it writes":
                lock (_seen)
                {
                    if (_seen.Contains(key)) return false;
                }

                await _looked.ArriveAndWaitAsync();
                lock (_seen) _seen.Add(key);
                return true;
            case "keys are compared without case":
                return await _inner.TryAddAsync(key.ToUpperInvariant(), until, cancellationToken);
            case "an expired delivery removes the others" when until < TimeProvider.System.GetUtcNow():
                await _inner.RemoveAsync("kept", cancellationToken);
                return true;
            case "cancellation is ignored":
                return await _inner.TryAddAsync(key, until, default);
            default:
                return await _inner.TryAddAsync(key, until, cancellationToken);
        }
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        if (flaw == "a removal does nothing") return;
        await _inner.RemoveAsync(key, cancellationToken);
    }
}

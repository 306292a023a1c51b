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
            case "it looks first and writes then":
                lock (_seen)
                {
                    if (_seen.Contains(key)) return false;
                }

                await _looked.ArriveAndWaitAsync();
                lock (_seen) _seen.Add(key);
                return true;
            case "spellings are one":
                return await _inner.TryAddAsync(key.ToUpperInvariant(), until, cancellationToken);
            case "one that ended takes the others along" when until < TimeProvider.System.GetUtcNow():
                await _inner.RemoveAsync("kept", cancellationToken);
                return true;
            case "cancellation is not heard":
                return await _inner.TryAddAsync(key, until, default);
            default:
                return await _inner.TryAddAsync(key, until, cancellationToken);
        }
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        if (flaw == "nothing is ever forgotten") return;
        await _inner.RemoveAsync(key, cancellationToken);
    }
}

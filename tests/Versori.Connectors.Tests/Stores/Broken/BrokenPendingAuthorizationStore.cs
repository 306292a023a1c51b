using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenPendingAuthorizationStore(string flaw) : IPendingSignInStore
{
    private readonly InMemoryPendingSignInStore _inner = new();
    private readonly Meeting _looked = new();

    public ValueTask AddAsync(PendingSignIn pending, CancellationToken cancellationToken) =>
        _inner.AddAsync(
            flaw == "the interval is lost" ? pending with { PollInterval = null } : pending, cancellationToken);

    public ValueTask<PendingSignIn?> FindAsync(string id, CancellationToken cancellationToken) =>
        flaw == "finding removes" ? _inner.TakeAsync(id, cancellationToken) : _inner.FindAsync(id, cancellationToken);

    public async ValueTask<PendingSignIn?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        if (flaw != "taking checks before it removes")
            return await _inner.TakeAsync(id, flaw == "cancellation is ignored" ? default : cancellationToken);
        var found = await _inner.FindAsync(id, cancellationToken);
        await _looked.ArriveAndWaitAsync();
        await _inner.TakeAsync(id, cancellationToken);
        return found;
    }

    public IAsyncEnumerable<PendingSignIn> TakeExpiredAsync(
        DateTimeOffset before, CancellationToken cancellationToken) =>
        flaw switch
        {
            "a sweep takes all" => _inner.TakeExpiredAsync(DateTimeOffset.MaxValue, cancellationToken),
            "a sweep takes nothing" => AsyncEnumerable.Empty<PendingSignIn>(),
            _ => _inner.TakeExpiredAsync(before, cancellationToken),
        };

    public IAsyncEnumerable<PendingSignIn> TakeOwnedAsync(Owner owner, CancellationToken cancellationToken) =>
        flaw == "an owner's are left"
            ? AsyncEnumerable.Empty<PendingSignIn>()
            : _inner.TakeOwnedAsync(owner, cancellationToken);

    public async ValueTask<PendingSignIn?> UpdateAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        if (flaw == "an update ignores the revision")
        {
            pending = pending with { Revision = (await _inner.FindAsync(pending.Id, cancellationToken))!.Revision };
        }

        return await _inner.UpdateAsync(pending, cancellationToken);
    }
}

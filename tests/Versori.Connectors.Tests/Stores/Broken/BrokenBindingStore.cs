using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenBindingStore(string flaw) : IBindingStore
{
    private readonly InMemoryBindingStore _inner = new();

    public ValueTask<Binding?> FindAsync(BindingKey key, CancellationToken cancellationToken) =>
        _inner.FindAsync(Stored(key), cancellationToken);

    public async ValueTask<SaveResult<Binding>> SaveAsync(Binding binding, CancellationToken cancellationToken)
    {
        var stored = binding with { Key = Stored(binding.Key) };
        return flaw == "a save ignores the revision"
            && await _inner.FindAsync(stored.Key, cancellationToken) is { } there
            ? await _inner.SaveAsync(stored with { Revision = there.Revision }, cancellationToken)
            : await _inner.SaveAsync(stored, cancellationToken);
    }

    public ValueTask<bool> DeleteAsync(BindingKey key, long revision, CancellationToken cancellationToken) =>
        _inner.DeleteAsync(Stored(key), revision, cancellationToken);

    public IAsyncEnumerable<Binding> ListAsync(BindingFilter filter, CancellationToken cancellationToken) => flaw switch
    {
        "a list contains bindings of other connections" => _inner.ListAsync(new(), cancellationToken),
        "a list ignores cancellation" => _inner.ListAsync(filter, default),
        _ => _inner.ListAsync(filter, cancellationToken),
    };

    private BindingKey Stored(BindingKey key) => flaw == "the environment is not part of the key"
        ? new(key.Template, key.Owner, "")
        : key;
}

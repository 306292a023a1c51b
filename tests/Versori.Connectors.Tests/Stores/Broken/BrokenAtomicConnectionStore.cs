using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>Without a flaw it saves both under one lock, which is atomic for callers of one process.</summary>
internal sealed class BrokenAtomicConnectionStore(string flaw) : IConnectionStore, IAtomicConnectionStore
{
    private readonly InMemoryConnectionStore _inner = new();
    private readonly Values _values = new();
    private int _version;

    public ISecretStore Secrets => _values;

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        _inner.FindAsync(id, cancellationToken);

    public ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken) =>
        _inner.SaveAsync(connection, cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
        _inner.DeleteAsync(id, revision, cancellationToken);

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken) =>
        _inner.ListAsync(filter, cancellationToken);

    public bool StoresSecretsIn(ISecretStore secrets) => secrets == Secrets;

    public SecretReference CreateReference(SecretHolder holder, string name) =>
        new(holder, name, flaw == "references are repeated" ? "1" : $"own-{Interlocked.Increment(ref _version)}");

    public async ValueTask<SaveResult<Connection>> SaveAsync(
        Connection connection, IReadOnlyDictionary<SecretReference, Secret> written,
        IReadOnlyCollection<SecretReference> replaced, CancellationToken cancellationToken)
    {
        if (flaw != "cancellation is checked too late") cancellationToken.ThrowIfCancellationRequested();
        var result = await _inner.SaveAsync(connection, CancellationToken.None);
        if (flaw == "secrets are not written") return result;
        if (result.IsSaved || flaw == "secrets are written despite a conflict") _values.Add(written);
        if ((result.IsSaved && flaw != "replaced secrets are kept")
            || flaw == "replaced secrets are deleted despite a conflict")
            _values.Remove(replaced);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private sealed class Values : ISecretStore
    {
        private readonly Dictionary<SecretReference, Secret> _values = [];
        private int _version;

        public void Add(IReadOnlyDictionary<SecretReference, Secret> values)
        {
            lock (_values)
            {
                foreach (var (reference, value) in values) _values[reference] = value;
            }
        }

        public void Remove(IEnumerable<SecretReference> references)
        {
            lock (_values)
            {
                foreach (var reference in references) _values.Remove(reference);
            }
        }

        public ValueTask<SecretReference> WriteAsync(
            SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
        {
            var reference = new SecretReference(holder, name, $"{Interlocked.Increment(ref _version)}");
            lock (_values) _values[reference] = value;
            return new(reference);
        }

        public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
        {
            lock (_values) return new(_values.GetValueOrDefault(reference));
        }

        public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
        {
            Remove([reference]);
            return default;
        }

        public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken)
        {
            lock (_values)
                return _values.Keys.Where(reference => reference.Holder == holder).ToArray().ToAsyncEnumerable();
        }
    }
}

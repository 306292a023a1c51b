using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores.Broken;

internal sealed class BrokenSecretStore(string flaw) : ISecretStore
{
    private readonly InMemorySecretStore _inner = new();
    private readonly Dictionary<(SecretHolder Scope, string Name), List<string>> _versions = [];
    private readonly Dictionary<SecretReference, Secret> _own = [];

    private bool NumbersBySelf =>
        flaw is "a write replaces the old version" or "a deleted version is reused"
            or "a reference is valid for any holder";

    public async ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (NumbersBySelf)
        {
            lock (_own)
            {
                if (!_versions.TryGetValue((holder, name), out var versions)) _versions[(holder, name)] = versions = [];
                var version = flaw == "a write replaces the old version" ? "1" : $"{versions.Count + 1}";
                versions.Add(version);
                _own[new(holder, name, version)] = value;
                return new(holder, name, version);
            }
        }

        return await _inner.WriteAsync(
            holder,
            name,
            flaw switch
            {
                "a value is trimmed" => new Secret(value.Reveal().Trim()),
                "a value is truncated" => new Secret(value.Reveal()[..Math.Min(value.Reveal().Length, 4000)]),
                _ => value,
            },
            cancellationToken);
    }

    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (!NumbersBySelf) return _inner.ReadAsync(reference, cancellationToken);
        lock (_own)
        {
            return flaw == "a reference is valid for any holder"
                ? new(
                    _own.FirstOrDefault(
                        entry => entry.Key.Name == reference.Name && entry.Key.Version == reference.Version).Value)
                : new(_own.GetValueOrDefault(reference));
        }
    }

    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (flaw == "a deletion does nothing") return default;
        if (!NumbersBySelf) return _inner.DeleteAsync(reference, cancellationToken);
        lock (_own)
        {
            _own.Remove(reference);
            if (_versions.TryGetValue((reference.Holder, reference.Name), out var versions))
                versions.Remove(reference.Version);
        }

        return default;
    }

    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken)
    {
        if (!NumbersBySelf) return _inner.ListAsync(holder, cancellationToken);
        lock (_own) return _own.Keys.Where(reference => reference.Holder == holder).ToArray().ToAsyncEnumerable();
    }
}

using System.Globalization;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>Secrets that can be copied with their references.</summary>
internal sealed class TwinSecretStore : ISecretStore
{
    private readonly Dictionary<SecretReference, Secret> _secrets = [];
    private readonly Lock _lock = new();
    private int _version;

    public void CopyTo(TwinSecretStore other)
    {
        other._version = _version;
        foreach (var (reference, secret) in _secrets) other._secrets[reference] = secret;
    }

    public ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var reference = new SecretReference(holder, name, (++_version).ToString(CultureInfo.InvariantCulture));
            _secrets[reference] = value;
            return new(reference);
        }
    }

    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        lock (_lock) return new(_secrets.GetValueOrDefault(reference));
    }

    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        lock (_lock) _secrets.Remove(reference);
        return default;
    }

    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken)
    {
        lock (_lock) return _secrets.Keys.Where(key => key.Holder == holder).ToArray().ToAsyncEnumerable();
    }
}

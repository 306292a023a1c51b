using System.Globalization;

namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps secrets in memory until the process ends. They are not encrypted: code that can read the process's memory can
/// read them.
/// </summary>
public sealed class InMemorySecretStore : ISecretStore, ISecretInventory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SecretHolder, Dictionary<SecretReference, Entry>> _holders = [];
    private readonly TimeProvider _time;
    private long _version;

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock. Default: the system's.</param>
    public InMemorySecretStore(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>How many entries the store keeps, those of its index included.</summary>
    internal int EntryCount
    {
        get
        {
            lock (_lock) return _holders.Count + _holders.Values.Sum(secrets => secrets.Count);
        }
    }

    /// <inheritdoc />
    public ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new Entry(value, _time.GetUtcNow());
        lock (_lock)
        {
            var version = (++_version).ToString(CultureInfo.InvariantCulture);
            var reference = new SecretReference(holder, name, version);
            if (!_holders.TryGetValue(holder, out var secrets)) _holders[holder] = secrets = [];
            secrets[reference] = entry;
            return new(reference);
        }
    }

    /// <inheritdoc />
    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_holders.GetValueOrDefault(reference.Holder)?.GetValueOrDefault(reference).Value);
        }
    }

    /// <inheritdoc />
    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_holders.TryGetValue(reference.Holder, out var secrets)) return default;
            secrets.Remove(reference);
            // Holders that have no secrets any more leave nothing behind.
            if (secrets.Count == 0) _holders.Remove(reference.Holder);
        }

        return default;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            SecretReference[] found = _holders.TryGetValue(holder, out var secrets) ? [.. secrets.Keys] : [];
            return Streaming.Of(found, cancellationToken);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(
        DateTimeOffset time, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var written = _holders.Values
                .SelectMany(secrets => secrets)
                .Where(secret => secret.Value.WrittenAt < time)
                .Select(secret => secret.Key)
                .ToArray();
            return Streaming.Of(written, cancellationToken);
        }
    }

    private readonly struct Entry(Secret value, DateTimeOffset writtenAt)
    {
        public Secret? Value { get; } = value;

        public DateTimeOffset WrittenAt { get; } = writtenAt;
    }
}

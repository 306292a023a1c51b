using System.Collections.Concurrent;
using System.Globalization;

namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps secrets in memory until the process ends. They are not encrypted: code that can read the process's memory can
/// read them.
/// </summary>
public sealed class InMemorySecretStore : ISecretStore, ISecretInventory
{
    private readonly ConcurrentDictionary<SecretHolder, ConcurrentDictionary<SecretReference, Entry>> _scopes = [];
    private readonly TimeProvider _time;
    private long _version;

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock. Default: the system's.</param>
    public InMemorySecretStore(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <inheritdoc />
    public ValueTask<SecretReference> WriteAsync(
        SecretHolder scope, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        var version = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        var reference = new SecretReference(scope, name, version);
        _scopes.GetOrAdd(scope, _ => [])[reference] = new(value, _time.GetUtcNow());
        return new(reference);
    }

    /// <inheritdoc />
    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_scopes.TryGetValue(reference.Holder, out var secrets)) return new((Secret?)null);
        return new(secrets.GetValueOrDefault(reference).Value);
    }

    /// <inheritdoc />
    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_scopes.TryGetValue(reference.Holder, out var secrets)) secrets.TryRemove(reference, out _);
        return default;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder scope, CancellationToken cancellationToken) =>
        Streaming.Of(_scopes.TryGetValue(scope, out var secrets) ? secrets.Keys.ToArray() : [], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(
        DateTimeOffset time, CancellationToken cancellationToken)
    {
        var written = _scopes.Values
            .SelectMany(secrets => secrets)
            .Where(secret => secret.Value.WrittenAt < time)
            .Select(secret => secret.Key)
            .ToArray();
        return Streaming.Of(written, cancellationToken);
    }

    private readonly struct Entry(Secret value, DateTimeOffset writtenAt)
    {
        public Secret? Value { get; } = value;

        public DateTimeOffset WrittenAt { get; } = writtenAt;
    }
}

using System.Collections.Concurrent;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Engine;

/// <summary>Records all secrets in every holder, and fails or blocks where a test requires it.</summary>
public sealed class RecordingSecretStore : ISecretStore
{
    private readonly InMemorySecretStore _inner = new();
    private readonly ConcurrentDictionary<SecretReference, bool> _live = [];
    private int _writes;

    /// <summary>The secrets that were written and not deleted.</summary>
    public IReadOnlyCollection<SecretReference> Live => [.. _live.Keys];

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Called before each write with its number, starting with 1.</summary>
    public Action<int>? BeforeWrite { get; set; }

    /// <summary>Called before each read.</summary>
    public Func<SecretReference, Task>? BeforeRead { get; set; }

    public async ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _writes);
        BeforeWrite?.Invoke(number);
        var reference = await _inner.WriteAsync(holder, name, value, cancellationToken);
        _live[reference] = true;
        return reference;
    }

    public async ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (BeforeRead is { } before) await before(reference);
        return await _inner.ReadAsync(reference, cancellationToken);
    }

    public async ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        await _inner.DeleteAsync(reference, cancellationToken);
        _live.TryRemove(reference, out _);
    }

    public IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken) =>
        _inner.ListAsync(holder, cancellationToken);
}

namespace Versori.Connectors;

/// <summary>Keeps secrets. A secret is written once under a new version; a written version never changes.</summary>
/// <remarks>
/// Implementations are safe for concurrent use, protect values at rest, and bind each to its
/// <see cref="SecretReference.Scope"/>, so that a value copied to another owner does not open. Values may be several
/// kilobytes. Values must not be logged and must not appear in exceptions.
/// </remarks>
public interface ISecretStore
{
    /// <summary>Writes a value under a new version.</summary>
    /// <returns>The reference that reads it.</returns>
    ValueTask<SecretReference> WriteAsync(SecretScope scope, string name, Secret value, CancellationToken cancellationToken);

    /// <summary>Reads a value; <see langword="null"/> when that version is not there, or cannot be opened any more.</summary>
    ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken);

    /// <summary>
    /// Reads several values, in the order of the references, each <see langword="null"/> as with <see cref="ReadAsync"/>. The
    /// first call of a connection waits for all of them: a store that reads over a network does well to read them at once.
    /// Default: one after the other.
    /// </summary>
    async ValueTask<IReadOnlyList<Secret?>> ReadAllAsync(IReadOnlyList<SecretReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        var values = new Secret?[references.Count];
        for (var number = 0; number < values.Length; number++) values[number] = await ReadAsync(references[number], cancellationToken).ConfigureAwait(false);
        return values;
    }

    /// <summary>Deletes a version. Deleting one that is not there does nothing.</summary>
    ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken);

    /// <summary>Streams references to all versions of all secrets of an owner.</summary>
    IAsyncEnumerable<SecretReference> ListAsync(SecretScope scope, CancellationToken cancellationToken);
}

namespace Versori.Connectors;

/// <summary>Stores secrets. Each write creates a new version, and a written version never changes.</summary>
/// <remarks>
/// Implementations are safe for concurrent use, protect values at rest, and bind each value to its
/// <see cref="SecretReference.Holder"/>, so a value that is copied to another holder cannot be decrypted. Values may be
/// several kilobytes long. Values must not appear in logs or exceptions.
/// </remarks>
public interface ISecretStore
{
    /// <summary>Writes a value as a new version.</summary>
    /// <returns>The reference with which the value is read.</returns>
    ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a value; <see langword="null"/> if the version does not exist or can no longer be decrypted.
    /// </summary>
    ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken);

    /// <summary>
    /// Reads several values, in the order of the references; each is <see langword="null"/> under the conditions of
    /// <see cref="ReadAsync"/>. The first call of a connection waits for all of them, so a store that reads over a
    /// network should read them concurrently. Default: one after the other.
    /// </summary>
    async ValueTask<IReadOnlyList<Secret?>> ReadAllAsync(
        IReadOnlyList<SecretReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        var values = new Secret?[references.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = await ReadAsync(references[index], cancellationToken).ConfigureAwait(false);
        }

        return values;
    }

    /// <summary>Deletes a version. Deleting a missing one has no effect.</summary>
    ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken);

    /// <summary>Streams references to all versions of all secrets of a holder.</summary>
    IAsyncEnumerable<SecretReference> ListAsync(SecretHolder holder, CancellationToken cancellationToken);
}

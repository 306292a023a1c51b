namespace Versori.Connectors;

/// <summary>
/// An additional, optional interface of an <see cref="ISecretStore"/> that can list its secrets for all holders. It
/// makes it possible to find and remove secrets to which nothing refers, for example those that a killed process left
/// behind.
/// </summary>
/// <remarks>Safe for concurrent use with all other operations. Calls through connectors never wait for it.</remarks>
public interface ISecretInventory
{
    /// <summary>
    /// Streams references to all versions of all secrets that were written before a time. The references of one holder
    /// are consecutive. Secrets that are written or deleted during the enumeration may or may not be included; every
    /// other one is included exactly once.
    /// </summary>
    /// <param name="time">The time, by the clock of the writing process.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}

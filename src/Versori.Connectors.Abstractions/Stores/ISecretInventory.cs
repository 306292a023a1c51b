namespace Versori.Connectors;

/// <summary>
/// What an <see cref="ISecretStore"/> is too when it can say what it holds, whoever owns it. With it secrets that nothing
/// refers to, such as those that a killed process left behind, can be found and removed.
/// </summary>
/// <remarks>Safe for concurrent use, and beside everything else. Nothing here is on the path of a call.</remarks>
public interface ISecretInventory
{
    /// <summary>
    /// Streams references to all versions of all secrets that were written before a time; those of one owner follow each
    /// other. What is written or deleted meanwhile may be among them or not; everything else is, once.
    /// </summary>
    /// <param name="time">The time, by the clock of whoever wrote.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}

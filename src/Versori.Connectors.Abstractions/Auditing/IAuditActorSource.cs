namespace Versori.Connectors;

/// <summary>
/// States who does something, for the audit record. The host implements it, for example over its current user.
/// </summary>
/// <remarks>
/// Safe for concurrent use. It is called in the context of the call that does something, and must not wait.
/// </remarks>
public interface IAuditActorSource
{
    /// <summary>
    /// Returns the host's own id of the person or service that makes the current call; <see langword="null"/> if it is
    /// not known. A NUL and half a surrogate pair, which not every store keeps, are replaced by U+FFFD.
    /// </summary>
    string? GetActor();
}

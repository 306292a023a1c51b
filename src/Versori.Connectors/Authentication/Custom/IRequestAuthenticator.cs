namespace Versori.Connectors;

/// <summary>
/// Adds a credential to requests. Created by an <see cref="IAuthHandler"/>. It must be immutable, because many requests
/// use it concurrently.
/// </summary>
public interface IRequestAuthenticator
{
    /// <summary>
    /// The name of the header or query parameter that contains the credential. It is used for redaction.
    /// </summary>
    string Name { get; }

    /// <summary>
    /// Adds the credential to a request, and replaces a value that an earlier call or the caller added. It may be
    /// called more than once for a request.
    /// </summary>
    ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what <see cref="ApplyAsync"/> added, for a request that goes to a host that must not receive the
    /// credential.
    /// </summary>
    void Remove(HttpRequestMessage request);
}

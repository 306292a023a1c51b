namespace Versori.Connectors.Authentication;

/// <summary>
/// Puts a credential on requests. Prepared once for a credential, immutable, and used by many requests at once.
/// </summary>
internal abstract class RequestAuthenticator
{
    /// <summary>The name of the header or parameter that holds the credential, for redaction.</summary>
    public abstract string Name { get; }

    /// <summary>All such names, where there are several.</summary>
    public virtual IEnumerable<string> Names => [Name];

    /// <summary>
    /// Puts the credential on a request, in place of what an earlier call or the caller put there. Completes
    /// synchronously where no content has to be read.
    /// </summary>
    public abstract ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="ApplyAsync"/> put on a request, for when it goes where the credential must not.</summary>
    public abstract void Remove(HttpRequestMessage request);

    /// <summary>
    /// Takes up what a rejection (401) asks for beyond the credential, such as a nonce. When it could, applying once more
    /// may be accepted, and the credential itself was not at fault.
    /// </summary>
    public virtual bool TryAnswer(HttpResponseMessage challenge) => false;
}

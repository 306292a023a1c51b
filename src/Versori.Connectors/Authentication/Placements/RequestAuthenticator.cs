namespace Versori.Connectors.Authentication;

/// <summary>
/// Adds a credential to requests. Prepared once for a credential, immutable, and used by many requests concurrently.
/// </summary>
internal abstract class RequestAuthenticator
{
    /// <summary>The name of the header or parameter that holds the credential, for redaction.</summary>
    public abstract string Name { get; }

    /// <summary>All such names, if there are several.</summary>
    public virtual IEnumerable<string> PlacedNames => [Name];

    /// <summary>
    /// Adds the credential to a request, and replaces a value that an earlier call or the caller added. Completes
    /// synchronously unless the request's content has to be read.
    /// </summary>
    public abstract ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what <see cref="ApplyAsync"/> added, for a request that goes to a host that must not receive the
    /// credential.
    /// </summary>
    public abstract void Remove(HttpRequestMessage request);

    /// <summary>
    /// Processes the challenge of a 401 response that requires more than the credential, for example a nonce. Returns
    /// whether it could: then the credential itself was not rejected, and the request can be repeated.
    /// </summary>
    public virtual bool TryAnswerChallenge(HttpResponseMessage challenge) => false;

    /// <summary>
    /// How many challenges of one request are answered. Most challenges are answered once: a second one is a refusal.
    /// </summary>
    public virtual int MaximumChallenges => 1;

    /// <summary>Whether <see cref="Observe"/> must see every response. Responses then cost more.</summary>
    public virtual bool ObservesResponses => false;

    /// <summary>Takes what a response provides for later requests, such as the next nonce.</summary>
    public virtual void Observe(HttpResponseMessage response)
    {
    }
}

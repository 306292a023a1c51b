namespace Versori.Connectors;

/// <summary>Puts a credential on requests. Made by an <see cref="IAuthHandler"/>; immutable, and used by many requests at once.</summary>
public interface IRequestAuthenticator
{
    /// <summary>The name of the header or query parameter that holds the credential; it is redacted by this name.</summary>
    string Name { get; }

    /// <summary>
    /// Puts the credential on a request, in place of what an earlier call or the caller put there: it may be called more than
    /// once for a request.
    /// </summary>
    ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="ApplyAsync"/> put on a request, for when it goes where the credential must not.</summary>
    void Remove(HttpRequestMessage request);
}

namespace Versori.Connectors;

/// <summary>Keeps sign-ins that are under way, so that any process of the host can complete them. It holds no secrets.</summary>
/// <remarks>Implementations are safe for concurrent use. Nothing may be cached: a sign-in is completed once.</remarks>
public interface IPendingAuthorizationStore
{
    /// <summary>Adds a sign-in. Ids are random and never come again.</summary>
    ValueTask AddAsync(PendingAuthorization pending, CancellationToken cancellationToken);

    /// <summary>Finds a sign-in; <see langword="null"/> when there is none.</summary>
    ValueTask<PendingAuthorization?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a sign-in and gives it to this caller alone: of several that ask at once, one gets it and the others get
    /// <see langword="null"/>.
    /// </summary>
    ValueTask<PendingAuthorization?> TakeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes the sign-ins that expired before a time, and gives them, so that their secrets can be removed too.</summary>
    IAsyncEnumerable<PendingAuthorization> TakeExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

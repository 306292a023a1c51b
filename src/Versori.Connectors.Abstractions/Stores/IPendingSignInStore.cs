namespace Versori.Connectors;

/// <summary>
/// Stores sign-ins in progress, so that any process of the host can complete them. It contains no secrets.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use. Results must not be cached, because a sign-in is completed only once.
/// </remarks>
public interface IPendingSignInStore
{
    /// <summary>Adds a sign-in. Ids are random and never reused.</summary>
    ValueTask AddAsync(PendingSignIn pending, CancellationToken cancellationToken);

    /// <summary>Finds a sign-in; <see langword="null"/> if there is none.</summary>
    ValueTask<PendingSignIn?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a sign-in and returns it to a single caller. Of several concurrent callers, one receives it and the
    /// others receive <see langword="null"/>.
    /// </summary>
    ValueTask<PendingSignIn?> TakeAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the sign-ins that expired before a time and returns them, so that their secrets can be removed too.
    /// </summary>
    IAsyncEnumerable<PendingSignIn> TakeExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes the sign-ins of an owner and returns them, so that their secrets can be removed too.</summary>
    IAsyncEnumerable<PendingSignIn> TakeOwnedAsync(Owner owner, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a sign-in if the stored revision still equals <see cref="PendingSignIn.Revision"/>, which then grows.
    /// </summary>
    /// <returns>The stored sign-in; <see langword="null"/> if it was changed or taken meanwhile.</returns>
    ValueTask<PendingSignIn?> UpdateAsync(PendingSignIn pending, CancellationToken cancellationToken);
}

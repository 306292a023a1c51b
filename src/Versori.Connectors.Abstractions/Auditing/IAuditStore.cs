namespace Versori.Connectors;

/// <summary>
/// Stores the audit record. It is append-only: an entry is never changed, and is deleted only when the retention ends.
/// </summary>
/// <remarks>
/// The engine writes entries only if the host calls <c>AddAudit</c>; without it the record stays empty.
/// Implementations are safe for concurrent use. Calls through connectors never wait for them. Ids of persons
/// (<see cref="AuditEntry.Actor"/>, and the user ids of owners) are kept apart from the entries, so that they can be
/// erased without a change to any entry.
/// </remarks>
public interface IAuditStore
{
    /// <summary>Appends an entry. An entry whose id is stored already is not stored again.</summary>
    /// <returns>Whether it was stored.</returns>
    ValueTask<bool> AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Streams entries in the order of their times.</summary>
    /// <param name="filter">Selects the entries.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Erases a person's id. Entries with this id, as actor or as owner, show a random id instead, which begins with
    /// <see cref="AuditEntry.ErasedPrefix"/>. Later entries with the same id are those of a new person.
    /// </summary>
    /// <param name="personId">The id: Unicode text without NUL, not empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there were entries with the id.</returns>
    /// <exception cref="ArgumentException">The id is empty, contains NUL, or is no Unicode text.</exception>
    ValueTask<bool> ErasePersonAsync(string personId, CancellationToken cancellationToken);

    /// <summary>Deletes the entries before a time, and the ids of persons that have no entries then.</summary>
    /// <returns>The number of deleted entries.</returns>
    ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}

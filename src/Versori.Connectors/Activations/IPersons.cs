namespace Versori.Connectors;

/// <summary>Deletes what belongs to an end user of the host.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IPersons
{
    /// <summary>
    /// Deletes all that belongs to an end user: activations, bindings, connect sessions, pending sign-ins, connections
    /// with their secrets, and conversations. Tokens are revoked at the external systems where these support it; a
    /// failure to revoke is logged. At last the person's id is erased from the audit record
    /// (<see cref="IAuditStore.ErasePersonAsync"/>).
    /// </summary>
    /// <param name="userId">The host's own id of the person, as in <see cref="Owner.User"/>.</param>
    /// <param name="cancellationToken">
    /// Cancels the call. A canceled or failed call has deleted a part; the next call deletes the rest.
    /// </param>
    /// <returns>What was deleted. Nothing of an unknown person.</returns>
    /// <exception cref="ArgumentException">The id is empty, contains NUL, or is no Unicode text.</exception>
    /// <exception cref="ConnectorStoreException">A store failed.</exception>
    Task<DeletedPerson> DeleteAsync(string userId, CancellationToken cancellationToken = default);
}

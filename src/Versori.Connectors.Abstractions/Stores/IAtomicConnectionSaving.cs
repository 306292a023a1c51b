namespace Versori.Connectors;

/// <summary>
/// What an <see cref="IConnectionStore"/> is too when it keeps secrets in the same place: it saves a connection and the secrets
/// that it refers to at once. Other stores need not be: there the secrets are written first, one after the other, and then
/// the connection.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Until it is saved a renewed token is nowhere but in the memory of one process, and where the
/// provider rotates refresh tokens it cannot be had again: one commit instead of two is half the time in which a process that
/// is killed loses it.
/// </remarks>
public interface IAtomicConnectionSaving
{
    /// <summary>Whether secrets of this store can be saved with connections. A host may keep its secrets elsewhere, as in a vault.</summary>
    bool Keeps(ISecretStore secrets);

    /// <summary>Makes the reference of a secret that is to be saved: a version that never was and never comes again. Nothing is written.</summary>
    /// <param name="scope">The owner.</param>
    /// <param name="name">The secret's name within its owner.</param>
    SecretReference NewReference(SecretScope scope, string name);

    /// <summary>
    /// Saves as <see cref="IConnectionStore.SaveAsync"/> does, and with the connection, whole or not at all, its secrets. On a
    /// conflict and on a failure none of them is written and none deleted.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="written">Secrets to write, under references of <see cref="NewReference"/>.</param>
    /// <param name="replaced">Secrets to delete, since the connection refers to them no more. One that is not there is passed over.</param>
    /// <param name="cancellationToken">Cancels the call: it is then done whole or not at all, too.</param>
    ValueTask<SaveResult<Connection>> SaveAsync(
        Connection connection, IReadOnlyDictionary<SecretReference, Secret> written, IReadOnlyCollection<SecretReference> replaced, CancellationToken cancellationToken);
}

namespace Versori.Connectors;

/// <summary>
/// An additional interface of an <see cref="IConnectionStore"/> that keeps secrets in the same place: it saves a
/// connection and the secrets to which it refers atomically. It is optional. For other stores the engine writes the
/// secrets one by one and then saves the connection.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Until it is saved, a refreshed token exists only in the memory of one process, and where
/// the provider rotates refresh tokens it cannot be obtained again. One commit instead of two halves the time in which
/// a killed process loses it.
/// </remarks>
public interface IAtomicConnectionStore
{
    /// <summary>
    /// Returns whether secrets of this secret store can be saved together with connections. A host may keep its secrets
    /// elsewhere, for example in a vault.
    /// </summary>
    bool StoresSecretsIn(ISecretStore secrets);

    /// <summary>
    /// Creates the reference of a secret to save, with a version that is unique for all time. Nothing is written.
    /// </summary>
    /// <param name="holder">The holder of the secret.</param>
    /// <param name="name">The secret's name, unique within its holder.</param>
    SecretReference CreateReference(SecretHolder holder, string name);

    /// <summary>
    /// Saves a connection like <see cref="IConnectionStore.SaveAsync"/> and, atomically with it, its secrets. On a
    /// conflict or a failure no secret is written or deleted.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="written">The secrets to write, by references from <see cref="CreateReference"/>.</param>
    /// <param name="replaced">
    /// The secrets to delete, to which the connection no longer refers. Missing ones are ignored.
    /// </param>
    /// <param name="cancellationToken">Cancels the call. A canceled call has saved everything or nothing.</param>
    ValueTask<SaveResult<Connection>> SaveAsync(
        Connection connection,
        IReadOnlyDictionary<SecretReference, Secret> written,
        IReadOnlyCollection<SecretReference> replaced,
        CancellationToken cancellationToken);
}

namespace Versori.Connectors;

/// <summary>Looks after connections that exist: tries them, says how they are, and brings them to the connector's present auth methods.</summary>
/// <remarks>Safe for concurrent use. Failures are <see cref="ConnectorException"/>s.</remarks>
public interface IConnectionMaintenance
{
    /// <summary>
    /// Tries a connection against the external system, with the endpoint that the definition names, else the best safe
    /// one. The outcome is kept on the connection; a refusal is an outcome, not an exception.
    /// </summary>
    /// <exception cref="ConnectorException">There is no such connection, no credential can be had, or the system cannot be reached.</exception>
    Task<ConnectionCheck> CheckAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Says how a connection is.</summary>
    Task<ConnectionHealth> GetHealthAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says which connections were made under auth methods other than the connector's present ones, and what differs.
    /// </summary>
    IAsyncEnumerable<ConnectionDrift> ListDriftAsync(ConnectorId connector, CancellationToken cancellationToken = default);

    /// <summary>
    /// Brings a connection to the connector's present auth methods with the credentials it has. They are tried first; on
    /// failure the connection stays as it was.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// A method is gone or needs a field that the connection does not have, or the external system refused.
    /// </exception>
    Task<Connection> UpgradeAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes secrets that nothing refers to, of connections, connectors and sign-ins: a process that is killed, or a store that
    /// fails while something is undone, may leave them behind, encrypted. It may run beside everything else and be stopped at
    /// any moment. It reads each owner once, and takes half a minute longer if there is something to remove.
    /// </summary>
    /// <remarks>
    /// The secret store must belong to these stores alone: what other stores refer to would count as left behind. Never run it
    /// with a connection store that was emptied, or restored to an earlier day, while the secrets are to be kept.
    /// </remarks>
    /// <param name="minimumAge">How long ago a secret has to be written. Default: one day. Range: from one hour.</param>
    /// <param name="cancellationToken">Stops it between two secrets.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorErrorCode.NotSupported"/>: the secret store is no <see cref="ISecretInventory"/>.</exception>
    Task<SecretSweepResult> SweepSecretsAsync(TimeSpan? minimumAge = null, CancellationToken cancellationToken = default);
}

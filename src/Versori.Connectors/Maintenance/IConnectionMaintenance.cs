namespace Versori.Connectors;

/// <summary>
/// Maintains existing connections: checks them, reports their health, and upgrades them to the connector's current auth
/// methods.
/// </summary>
/// <remarks>Safe for concurrent use. Failures are <see cref="ConnectorException"/>s.</remarks>
public interface IConnectionMaintenance
{
    /// <summary>
    /// Checks a connection against the external system, with the endpoint that the definition names or the best safe
    /// one. The result is saved with the connection. A refusal is a result, not an exception.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connection does not exist, no credential could be obtained, or the system could not be reached.
    /// </exception>
    Task<ConnectionCheck> CheckAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the state of a connection.</summary>
    Task<ConnectionHealth> GetHealthAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the connections whose auth methods differ from the connector's current ones, with the differences.
    /// </summary>
    IAsyncEnumerable<ConnectionDrift> ListDriftAsync(
        ConnectorId connector, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams what the connections of a connector lack of what later plans have added to it: scopes, origins and auth
    /// methods. Until it is granted, they go on with what they have.
    /// </summary>
    IAsyncEnumerable<ConnectionNeed> ListNeedsAsync(
        ConnectorId connector, CancellationToken cancellationToken = default);

    /// <summary>
    /// Allows the credentials of a connection to be sent to one more origin, without signing in again. It must be the
    /// origin of the connector's base URL or of one of its endpoints. Does nothing if it is allowed already.
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="origin">
    /// The scheme, host and port, such as <c>https://uploads.example.com</c> (<see cref="ConnectionNeed.Origins"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.OriginNotAllowed"/>: the connector has no endpoint there.
    /// </exception>
    Task<Connection> ApproveOriginAsync(
        ConnectionId id, string origin, CancellationToken cancellationToken = default);

    /// <summary>
    /// Upgrades a connection to the connector's current auth methods, origins and alternatives, or to those of another
    /// published version, with the credentials that it has. They are tried first; on failure the connection is not
    /// changed. Scopes that a person has to grant are not part of it (<see cref="ISignIns.BeginStepUpAsync"/>).
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="version">
    /// The version; <see langword="null"/>: the newest. The version that the connection had before an upgrade
    /// (<see cref="AuthSnapshot.ConnectorVersion"/>) undoes the upgrade.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// A method no longer exists or needs a field that the connection does not have, or the external system refused.
    /// <see cref="ConnectorErrorCode.NotFound"/>: there is no such version.
    /// </exception>
    Task<Connection> UpgradeAsync(
        ConnectionId id, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes secrets of connections, connectors and sign-ins that nothing refers to. Such secrets remain, encrypted,
    /// when a process is killed or a store fails while a change is undone. This method can run at the same time as all
    /// other operations, and can be stopped at any time. It reads each owner once, and takes half a minute longer if
    /// there is something to delete.
    /// </summary>
    /// <remarks>
    /// The secret store must belong to these stores alone: secrets that only other stores refer to would be deleted. Do
    /// not call it with a connection store that was emptied, or restored to an earlier state, while its secrets are
    /// still needed.
    /// </remarks>
    /// <param name="minimumAge">
    /// How long ago a secret must have been written. Default: one day. Range: one hour or more.
    /// </param>
    /// <param name="cancellationToken">Stops it between two secrets.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotSupported"/>: the secret store is not an <see cref="ISecretInventory"/>.
    /// </exception>
    Task<OrphanedSecretsResult> DeleteOrphanedSecretsAsync(
        TimeSpan? minimumAge = null, CancellationToken cancellationToken = default);
}

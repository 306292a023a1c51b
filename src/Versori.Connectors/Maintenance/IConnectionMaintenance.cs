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
}

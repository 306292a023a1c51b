namespace Versori.Connectors;

/// <summary>Creates links with which a person connects, and reports what became of them.</summary>
/// <remarks>
/// Safe for concurrent use. Processes that share the stores share the sessions. Failures are
/// <see cref="ConnectorException"/>s.
/// </remarks>
public interface IConnectSessions
{
    /// <summary>Creates a session.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: no connector, or a lifetime out of range.
    /// <see cref="ConnectorErrorCode.NotFound"/>: a connector, template or connection is unknown, or the connection
    /// belongs to another owner. <see cref="ConnectorErrorCode.Limited"/>: the owner has 100 open sessions already.
    /// </exception>
    Task<NewConnectSession> CreateAsync(ConnectSessionRequest request, CancellationToken cancellationToken = default);

    /// <summary>The session with its state, or <see langword="null"/> if it is unknown or has expired.</summary>
    /// <param name="id"><see cref="ConnectSession.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Closes a session: its link and the browser that opened it may not connect any more.</summary>
    /// <param name="id"><see cref="ConnectSession.Id"/>. An unknown id is ignored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task CloseAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Uses the link up. The first caller gets the value that binds the session to its browser; every later one gets
    /// <see langword="null"/>.
    /// </summary>
    /// <param name="token"><see cref="NewConnectSession.Token"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<OpenedConnectSession?> OpenAsync(Secret token, CancellationToken cancellationToken = default);

    /// <summary>
    /// Binds the session's templates of a connection's connector to it, and records that it was made in the session. If
    /// that is refused or fails, the templates keep their former bindings; the connection is left to the caller. A
    /// template whose integration is deactivated for the owner is not bound.
    /// </summary>
    /// <param name="id"><see cref="ConnectSession.Id"/>.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: the session is unknown, has expired, was closed, or does not permit
    /// the connection's connector and owner.
    /// </exception>
    Task<ConnectSession> CompleteAsync(
        string id, Connection connection, CancellationToken cancellationToken = default);
}

namespace Versori.Connectors;

/// <summary>Connects, and keeps what is connected in order.</summary>
/// <remarks>Safe for concurrent use. Failures are <see cref="ConnectorException"/>s; a call that fails leaves nothing behind.</remarks>
public interface IConnections
{
    /// <summary>
    /// Connects: takes the snapshot of the auth method, tries the credential against the external system, and only then
    /// saves connection and secrets.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connector is unknown; an input or the credential is missing something; the external system refused the
    /// credential or could not be reached; the name is taken. Nothing was saved.
    /// </exception>
    Task<Connection> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Connects an existing connection again, with the connector's auth method as it is now. The credential is tried
    /// first; when that fails the connection stays as it was.
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="credential">The new credential.</param>
    /// <param name="inputs">New values for inputs; those not named keep theirs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connection> ReconnectAsync(
        ConnectionId id, Credential credential, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken cancellationToken = default);

    /// <summary>Connects an existing connection again with several credentials, each for another auth method.</summary>
    /// <inheritdoc cref="ReconnectAsync(ConnectionId, Credential, IReadOnlyDictionary{string, string}?, CancellationToken)" />
    /// <param name="id">The connection.</param>
    /// <param name="credentials">The new credentials, in the order in which they are applied.</param>
    /// <param name="inputs">New values for inputs; those not named keep theirs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connection> ReconnectAsync(
        ConnectionId id, IReadOnlyList<Credential> credentials, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection and its secrets.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="force">Whether it is removed even if templates are bound to it; the bindings go too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">There is no such connection, or templates are bound to it.</exception>
    Task DisconnectAsync(ConnectionId id, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection; <see langword="null"/> when there is none.</summary>
    Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Streams connections in the order in which they were made.</summary>
    IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Makes a connection the one that its owner's templates use where nothing else is said.</summary>
    Task<Connection> SetDefaultAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Chooses the connection that a template uses, in the host's environment.</summary>
    /// <param name="template">The template.</param>
    /// <param name="connection">The connection; it belongs to the template's connector.</param>
    /// <param name="owner">For whom; for templates that have a connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Binding> BindAsync(TemplateId template, ConnectionId connection, Owner owner = default, CancellationToken cancellationToken = default);

    /// <summary>Takes a choice back. Taking back one that was not made does nothing.</summary>
    Task UnbindAsync(TemplateId template, Owner owner = default, CancellationToken cancellationToken = default);

    /// <summary>Renews a connection's tokens now, whether they are due or not.</summary>
    /// <exception cref="ConnectorException">It has no tokens to renew, or renewing failed.</exception>
    Task<Connection> RenewAsync(ConnectionId id, CancellationToken cancellationToken = default);
}

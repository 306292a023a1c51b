namespace Versori.Connectors;

/// <summary>Makes and manages connections.</summary>
/// <remarks>
/// Safe for concurrent use. Failures are <see cref="ConnectorException"/>s; a call that fails leaves nothing behind.
/// </remarks>
public interface IConnections
{
    /// <summary>
    /// Connects: takes the snapshot of the auth method, tries the credential against the external system, and only then
    /// saves the connection and its secrets. <see cref="Connection.Check"/> states whether the credential could be
    /// tried (<see cref="ConnectRequest.CheckCredential"/>).
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connector does not exist, an input or a field of the credential is missing, the external system refused the
    /// credential or could not be reached, or the name is taken. Nothing was saved.
    /// </exception>
    Task<Connection> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the credential of a connection, and uses the connector's current auth method for it. The credential is
    /// tried first; if that fails, the connection is not changed.
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="credential">The new credential.</param>
    /// <param name="inputs">New values for inputs. Other inputs keep their values.</param>
    /// <param name="allowOtherAccount">
    /// Whether the connection may become that of another account (<see cref="AuthSnapshot.Account"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connection> ReconnectAsync(
        ConnectionId id,
        Credential credential,
        IReadOnlyDictionary<string, string>? inputs = null,
        bool allowOtherAccount = false,
        CancellationToken cancellationToken = default);

    /// <summary>Replaces the credentials of a connection with several, each for another auth method.</summary>
    /// <exception cref="ConnectorException">As for a single credential. The connection is not changed.</exception>
    /// <param name="id">The connection.</param>
    /// <param name="credentials">The new credentials, in the order in which they are applied.</param>
    /// <param name="inputs">New values for inputs. Other inputs keep their values.</param>
    /// <param name="allowOtherAccount">
    /// Whether the connection may become that of another account (<see cref="AuthSnapshot.Account"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connection> ReconnectAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs = null,
        bool allowOtherAccount = false,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a connection and its secrets.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="force">
    /// Whether it is deleted even if templates are bound to it; their bindings are deleted too.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The connection does not exist, or templates are bound to it.</exception>
    Task DisconnectAsync(ConnectionId id, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a connection, its secrets and the bindings to it, if these are still the ones that a person has seen
    /// (<see cref="GetUsageAsync"/>).
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="usage">The fingerprint of what was shown (<see cref="ConnectionUsage.Fingerprint"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// The connection does not exist. <see cref="ConnectorErrorCode.Conflict"/>: what is bound to it has changed.
    /// </exception>
    Task DisconnectAsync(ConnectionId id, string usage, CancellationToken cancellationToken = default);

    /// <summary>Returns what is bound to a connection, to show it before disconnecting.</summary>
    /// <param name="id">The connection. Nothing is bound to one that does not exist.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ConnectionUsage> GetUsageAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection. Returns <see langword="null"/> if it does not exist.</summary>
    Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Streams connections in the order in which they were made.</summary>
    /// <param name="filter">Which connections; <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connection> ListAsync(
        ConnectionFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Gives a connection another name. Its credentials, bindings and id stay.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="name">The name, unique for the connector and the owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such connection (<see cref="ConnectorErrorCode.NotFound"/>), the owner has another one of that name
    /// (<see cref="ConnectorErrorCode.AlreadyExists"/>), or the name is empty or no Unicode text
    /// (<see cref="ConnectorErrorCode.InvalidArgument"/>).
    /// </exception>
    Task<Connection> RenameAsync(ConnectionId id, string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a connection the default, which its owner's templates use unless they are bound to another.
    /// </summary>
    Task<Connection> SetDefaultAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Sets the connection that a template uses, in the host's environment.</summary>
    /// <param name="template">The template.</param>
    /// <param name="connection">The connection; it must belong to the template's connector.</param>
    /// <param name="owner">The owner, for templates that have a connection per owner, and only for those.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Binding> SetBindingAsync(
        TemplateId template,
        ConnectionId connection,
        Owner owner = default,
        CancellationToken cancellationToken = default);

    /// <summary>Removes a template's binding. Does nothing if there is none.</summary>
    Task RemoveBindingAsync(TemplateId template, Owner owner = default, CancellationToken cancellationToken = default);

    /// <summary>Refreshes a connection's tokens now, whether they are due or not.</summary>
    /// <exception cref="ConnectorException">It has no tokens that can be refreshed, or the refresh failed.</exception>
    Task<Connection> RefreshAsync(ConnectionId id, CancellationToken cancellationToken = default);
}

namespace Versori.Connectors;

/// <summary>The central connectors, and the templates that link integrations to them.</summary>
/// <remarks>
/// Safe for concurrent use. Failures are <see cref="ConnectorException"/>s; a call that fails leaves nothing behind.
/// </remarks>
public interface IConnectorCatalog
{
    /// <summary>Finds a connector. Returns <see langword="null"/> if it does not exist.</summary>
    /// <param name="id">The connector's key.</param>
    /// <param name="version">A published version; <see langword="null"/>: the current state.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connector?> FindAsync(ConnectorId id, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the connectors in the order of their keys.</summary>
    /// <param name="after">Only those with keys after this one.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connector> ListAsync(ConnectorId? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves a definition as the connector's draft, and creates the connector if it does not exist. Integrations see
    /// the definition once it is published. A draft may have problems.
    /// </summary>
    /// <param name="definition">The definition.</param>
    /// <param name="revision">
    /// The <see cref="Connector.Revision"/> that was read; 0: the connector did not exist. If it has another one, the
    /// draft is not saved. <see langword="null"/>: any.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.Conflict"/>: the connector was changed since it was read.
    /// </exception>
    Task<Connector> SaveDraftAsync(
        ConnectorDefinition definition, long? revision = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes the draft as the connector's new version.</summary>
    /// <param name="id">The connector.</param>
    /// <param name="revision">
    /// The <see cref="Connector.Revision"/> that was read, so that nothing is published that nobody has seen;
    /// <see langword="null"/>: any.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no draft, or it has problems; each is located by a JSON pointer.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the connector was changed since it was read.
    /// </exception>
    Task<Connector> PublishAsync(
        ConnectorId id, long? revision = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the published definition and publishes the result as a new version. Existing connections keep
    /// authenticating as they did when they were made.
    /// </summary>
    /// <param name="id">The connector.</param>
    /// <param name="change">
    /// Returns the changed definition. It is called again if the connector was changed in the meantime.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connector> EditAsync(
        ConnectorId id,
        Func<ConnectorDefinition, ConnectorDefinition> change,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes the definition of an earlier version again, as a new version: undoes what was published since then.
    /// The draft stays.
    /// </summary>
    /// <param name="id">The connector.</param>
    /// <param name="version">The version whose definition is published.</param>
    /// <param name="revision">
    /// The <see cref="Connector.Revision"/> that was read; <see langword="null"/>: any.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connector. Nothing changes if its definition is that of the version.</returns>
    /// <exception cref="ConnectorException">
    /// There is no such connector or version, or the definition can no longer be published.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the connector was changed since it was read.
    /// </exception>
    Task<Connector> RevertAsync(
        ConnectorId id, int version, long? revision = null, CancellationToken cancellationToken = default);

    /// <summary>Discards the draft. Does nothing if there is none.</summary>
    /// <param name="id">The connector.</param>
    /// <param name="revision">
    /// The <see cref="Connector.Revision"/> that was read, so that nobody else's draft is discarded;
    /// <see langword="null"/>: any.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such connector. <see cref="ConnectorErrorCode.Conflict"/>: it was changed since it was read.
    /// </exception>
    Task<Connector> DiscardDraftAsync(
        ConnectorId id, long? revision = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares two published versions of a connector. The result has the templates of the connector that the changes
    /// concern.
    /// </summary>
    /// <param name="id">The connector.</param>
    /// <param name="from">The earlier version.</param>
    /// <param name="to">The later version; <see langword="null"/>: the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">There is no such connector or version.</exception>
    Task<DefinitionDiff> CompareAsync(
        ConnectorId id, int from, int? to = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares the published definition with the draft: what publishing it would change, and for which templates.
    /// </summary>
    /// <exception cref="ConnectorException">There is no such connector, it was never published, or has no draft.
    /// </exception>
    Task<DefinitionDiff> CompareDraftAsync(ConnectorId id, CancellationToken cancellationToken = default);

    /// <summary>Reports what would change for a template if it used another version. Nothing is changed.</summary>
    /// <param name="id">The template.</param>
    /// <param name="version">The version; <see langword="null"/>: the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">There is no such template or version.</exception>
    Task<TemplateUpgrade> PreviewUpgradeAsync(
        TemplateId id, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pins a template to a version of its connector, which may be earlier or later than the one that it uses, or lets
    /// it follow the newest.
    /// </summary>
    /// <param name="id">The template.</param>
    /// <param name="version">The version; <see langword="null"/>: follow the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// There is no such template or version, or the version lacks an endpoint or auth method of the template.
    /// </exception>
    Task<ConnectionTemplate> PinAsync(
        TemplateId id, int? version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the problems of a definition, each with a JSON pointer; empty when it can be published.
    /// </summary>
    IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition);

    /// <summary>
    /// Creates the plan's connectors on first use, adds to existing ones the endpoints, auth methods and scopes that
    /// they lack, and links a template for each that contains only the endpoints of the plan. Applying a plan again
    /// changes nothing. Existing connections go on with what they have; what they lack is part of the result.
    /// </summary>
    /// <param name="plan">What the integration needs.</param>
    /// <param name="integration">The integration's name in the host.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The templates by their names, and what existing connections lack.</returns>
    /// <exception cref="ConnectorException">
    /// The plan has problems, each with a JSON pointer. <see cref="ConnectorErrorCode.InvalidArgument"/>: a person has
    /// decided something that the plan does not follow yet (<see cref="IntegrationPlan.HasNewDecisions"/>).
    /// </exception>
    Task<AppliedPlan> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken = default);

    /// <summary>Links a template to its connector, or changes it (with the revision that was read).</summary>
    Task<ConnectionTemplate> LinkAsync(ConnectionTemplate template, CancellationToken cancellationToken = default);

    /// <summary>Finds a template. Returns <see langword="null"/> if it does not exist.</summary>
    Task<ConnectionTemplate?> FindTemplateAsync(TemplateId id, CancellationToken cancellationToken = default);

    /// <summary>Streams templates in the order of their ids.</summary>
    /// <param name="filter">Which templates; <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<ConnectionTemplate> ListTemplatesAsync(
        TemplateFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a template. Does nothing if it does not exist.</summary>
    Task UnlinkAsync(TemplateId id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a connector that no template and no connection uses.</summary>
    /// <exception cref="ConnectorException">
    /// It is in use; <see cref="ConnectorError.Related"/> lists its users.
    /// </exception>
    Task DeleteAsync(ConnectorId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the secret of one of the host's own clients. Connections that were made with this client use it with their
    /// next token request; connections that were made with another client keep the secret of theirs. For
    /// <see cref="OAuth2ClientAuthentication.PrivateKeyJwt"/> it is the private key.
    /// </summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="methodId">The auth method. It may be one that only existing connections still have.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="clientId">
    /// The client's id. Default: the method's current one (<see cref="OAuth2Auth.ClientId"/>). To replace a client, set
    /// the secret of the new one first, then change the method.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// The connector does not exist, or there is no such method, or it uses no client of the host
    /// (<see cref="ConnectorErrorCode.InvalidArgument"/>).
    /// </exception>
    Task SetClientSecretAsync(
        ConnectorId connectorId,
        string methodId,
        Secret secret,
        string? clientId = null,
        CancellationToken cancellationToken = default);

    /// <summary>Streams the connections that authenticate with one of the host's own clients.</summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="methodId">The auth method.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connection> ListClientConnectionsAsync(
        ConnectorId connectorId, string methodId, string clientId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Retires one of the host's own clients that was replaced: deletes its secret.
    /// </summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="methodId">The auth method.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="force">
    /// Whether it is retired even if connections use it. They can then no longer refresh their tokens.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InUse"/>: it is the current client of the method, or connections use it;
    /// <see cref="ConnectorError.Related"/> lists their ids, at most 20. <see cref="ConnectorErrorCode.NotFound"/>: the
    /// connector does not exist, or it has no secret of such a client.
    /// </exception>
    Task RetireClientAsync(
        ConnectorId connectorId,
        string methodId,
        string clientId,
        bool force = false,
        CancellationToken cancellationToken = default);
}

namespace Versori.Connectors;

/// <summary>The central connectors, and the templates that link integrations to them.</summary>
/// <remarks>Safe for concurrent use. Failures are <see cref="ConnectorException"/>s; a call that fails leaves nothing behind.</remarks>
public interface IConnectorCatalog
{
    /// <summary>Finds a connector; <see langword="null"/> when there is none.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="version">A published version; <see langword="null"/>: as it stands.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connector?> FindAsync(ConnectorId id, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the connectors in the order of their keys.</summary>
    /// <param name="after">Only those with keys after this one.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connector> ListAsync(ConnectorId? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps a definition as the connector's draft, creating the connector if there is none. Integrations see it when it
    /// is published. A draft may still have problems.
    /// </summary>
    Task<Connector> SaveDraftAsync(ConnectorDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>Makes the draft the connector's new version.</summary>
    /// <exception cref="ConnectorException">There is no draft, or it has problems; each is named by JSON pointer.</exception>
    Task<Connector> PublishAsync(ConnectorId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the published definition and publishes the result as a new version. Connections that exist keep
    /// authenticating as they did when they were made.
    /// </summary>
    /// <param name="id">The connector.</param>
    /// <param name="change">Gives the changed definition; called again if somebody else changed the connector meanwhile.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Connector> EditAsync(ConnectorId id, Func<ConnectorDefinition, ConnectorDefinition> change, CancellationToken cancellationToken = default);

    /// <summary>Says what is wrong with a definition, each problem with a JSON pointer; empty when it can be published.</summary>
    IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition);

    /// <summary>
    /// Creates the plan's connectors on first use, adds to existing ones the endpoints that they lack, and links a
    /// template for each that holds just the endpoints of the plan. Applying a plan again does nothing more.
    /// </summary>
    /// <param name="plan">What the integration needs.</param>
    /// <param name="integration">The integration's name in the host.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The templates by their names.</returns>
    Task<IReadOnlyDictionary<string, ConnectionTemplate>> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken = default);

    /// <summary>Links a template to its connector, or changes it (with the revision that was read).</summary>
    Task<ConnectionTemplate> LinkAsync(ConnectionTemplate template, CancellationToken cancellationToken = default);

    /// <summary>Finds a template; <see langword="null"/> when there is none.</summary>
    Task<ConnectionTemplate?> FindTemplateAsync(TemplateId id, CancellationToken cancellationToken = default);

    /// <summary>Streams templates in the order of their ids.</summary>
    IAsyncEnumerable<ConnectionTemplate> ListTemplatesAsync(TemplateFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Removes a template. Unlinking one that is not there does nothing.</summary>
    Task UnlinkAsync(TemplateId id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a connector that no template and no connection uses.</summary>
    /// <exception cref="ConnectorException">It is in use; <see cref="ConnectorError.Related"/> lists by what.</exception>
    Task DeleteAsync(ConnectorId id, CancellationToken cancellationToken = default);
}

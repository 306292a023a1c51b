using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>The catalog's public face. Each group of operations is a separate type.</summary>
internal sealed class ConnectorCatalog(
    IConnectorStore connectors,
    ITemplateStore templates,
    DefinitionValidator validator,
    ConnectorChanges changes,
    ConnectorVersions versions,
    PlanApplication plans,
    TemplateLinks links,
    HostClients clients,
    HostClientSecrets clientSecrets,
    HostClientRetirement retirement,
    ConnectorDeletion deletion,
    ConnectionRuntimes runtimes,
    AuditTrail audit,
    EngineLifetime lifetime) : IConnectorCatalog
{
    public Task<Connector?> FindAsync(
        ConnectorId id, int? version = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return connectors.FindAsync(id, version, cancellationToken).AsTask();
    }

    public IAsyncEnumerable<Connector> ListAsync(
        ConnectorId? after = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        return connectors.ListAsync(after, cancellationToken);
    }

    public IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(definition);
        return validator.Validate(definition);
    }

    public Task<Connector> SaveDraftAsync(
        ConnectorDefinition definition, long? revision = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(definition);
        return changes.SaveDraftAsync(definition, revision, cancellationToken);
    }

    public Task<Connector> PublishAsync(
        ConnectorId id, long? revision = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return changes.PublishAsync(id, revision, cancellationToken);
    }

    public Task<Connector> EditAsync(
        ConnectorId id,
        Func<ConnectorDefinition, ConnectorDefinition> change,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        ArgumentNullException.ThrowIfNull(change);
        return changes.EditAsync(id, change, revision: null, cancellationToken);
    }

    public async Task<Connector> RevertAsync(
        ConnectorId id, int version, long? revision = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        var earlier = await versions.PublishedAsync(id, version, cancellationToken).ConfigureAwait(false);
        return await changes.EditAsync(id, _ => earlier.Definition!, revision, cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<Connector> DiscardDraftAsync(
        ConnectorId id, long? revision = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return changes.DiscardDraftAsync(id, revision, cancellationToken);
    }

    public Task<DefinitionDiff> CompareAsync(
        ConnectorId id, int from, int? to = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return versions.CompareAsync(id, from, to, cancellationToken);
    }

    public Task<DefinitionDiff> CompareDraftAsync(ConnectorId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return versions.CompareDraftAsync(id, cancellationToken);
    }

    public Task<TemplateUpgrade> PreviewUpgradeAsync(
        TemplateId id, int? version = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return versions.PreviewAsync(id, version, cancellationToken);
    }

    public Task<ConnectionTemplate> PinAsync(
        TemplateId id, int? version, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return versions.PinAsync(id, version, cancellationToken);
    }

    public Task<AppliedPlan> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        TemplateCheck.ThrowIfNotIntegration(integration);
        return plans.ApplyAsync(plan, integration, cancellationToken);
    }

    public Task<ConnectionTemplate> LinkAsync(
        ConnectionTemplate template, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(template);
        return links.LinkAsync(template, cancellationToken);
    }

    public Task<ConnectionTemplate?> FindTemplateAsync(
        TemplateId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return templates.FindAsync(id, cancellationToken).AsTask();
    }

    public IAsyncEnumerable<ConnectionTemplate> ListTemplatesAsync(
        TemplateFilter? filter = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        return templates.ListAsync(filter ?? new(), cancellationToken);
    }

    public Task UnlinkAsync(TemplateId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return links.UnlinkAsync(id, cancellationToken);
    }

    public Task DeleteAsync(ConnectorId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return deletion.DeleteAsync(id, cancellationToken);
    }

    public async Task SetClientSecretAsync(
        ConnectorId connectorId,
        string methodId,
        Secret secret,
        string? clientId = null,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectorId);
        StoredText.ThrowIfInvalid(methodId, nameof(methodId));
        ArgumentNullException.ThrowIfNull(secret);
        if (clientId is not null) StoredText.ThrowIfInvalid(clientId, nameof(clientId));
        if (!StoredText.IsUnicode(secret.Reveal()))
        {
            throw new ArgumentException(
                "The secret contains half of a surrogate pair, which is no Unicode text.", nameof(secret));
        }

        await clientSecrets.SetAsync(connectorId, methodId, clientId, secret, cancellationToken).ConfigureAwait(false);
        runtimes.EndWaits(connectorId);
        await audit.RecordAsync(AuditAction.ClientSecretChanged, connectorId, methodId).ConfigureAwait(false);
    }

    public IAsyncEnumerable<Connection> ListClientConnectionsAsync(
        ConnectorId connectorId, string methodId, string clientId, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectorId);
        StoredText.ThrowIfInvalid(methodId, nameof(methodId));
        StoredText.ThrowIfInvalid(clientId, nameof(clientId));
        return clients.ListUsersAsync(connectorId, methodId, clientId, cancellationToken);
    }

    public Task RetireClientAsync(
        ConnectorId connectorId,
        string methodId,
        string clientId,
        bool force = false,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectorId);
        StoredText.ThrowIfInvalid(methodId, nameof(methodId));
        StoredText.ThrowIfInvalid(clientId, nameof(clientId));
        return retirement.RetireAsync(connectorId, methodId, clientId, force, cancellationToken);
    }
}

using System.Globalization;
using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Changes connectors: saves drafts, publishes versions, and adds what a plan needs.</summary>
internal sealed class ConnectorChanges(
    IConnectorStore connectors, DefinitionValidator validator, Routes routes, AuditTrail audit, TimeProvider time)
{
    // A revision that is given is that of the connector that the caller has seen.
    public Task<Connector> SaveDraftAsync(
        ConnectorDefinition definition, long? revision, CancellationToken cancellationToken)
    {
        DefinitionIntegrity.ThrowIfInvalid(definition);
        return SaveAsync(
            definition.Id,
            Unchanged(
                definition.Id,
                revision,
                connector => (connector ?? New(definition.Id)) with { Draft = definition }),
            cancellationToken);
    }

    public Task<Connector> PublishAsync(ConnectorId id, long? revision, CancellationToken cancellationToken) =>
        SaveAsync(id, Unchanged(id, revision, connector => WithDraftPublished(id, connector)), cancellationToken);

    public Task<Connector> DiscardDraftAsync(ConnectorId id, long? revision, CancellationToken cancellationToken) =>
        SaveAsync(
            id,
            Unchanged(
                id,
                revision,
                connector => (connector ?? throw ConnectionErrors.ConnectorNotFound(id)) with { Draft = null }),
            cancellationToken);

    public Task<Connector> EditAsync(
        ConnectorId id,
        Func<ConnectorDefinition, ConnectorDefinition> change,
        long? revision,
        CancellationToken cancellationToken) =>
        SaveAsync(id, Unchanged(id, revision, connector => Edited(id, connector, change)), cancellationToken);

    /// <summary>
    /// Creates a plan's connector, or adds to the existing one the endpoints and webhooks that it lacks. Returns the
    /// connector before and after.
    /// </summary>
    public async Task<(Connector? Before, Connector After)> ExtendAsync(
        ConnectorDefinition planned, CancellationToken cancellationToken)
    {
        Connector? before = null;
        var after = await SaveAsync(planned.Id, existing => Extended(before = existing, planned), cancellationToken)
            .ConfigureAwait(false);
        return (before, after);
    }

    /// <summary>
    /// The connector that <see cref="ExtendAsync"/> would save. Returns the existing connector when it lacks nothing.
    /// </summary>
    /// <exception cref="ConnectorException">The result could not be published.</exception>
    public Connector Extended(Connector? existing, ConnectorDefinition planned)
    {
        if (existing?.Definition is not { } definition) return Published(existing ?? New(planned.Id), planned);
        var extended = DefinitionGrowth.Grow(definition, planned);
        return ReferenceEquals(extended, definition) ? existing : Published(existing, extended);
    }

    private Connector WithDraftPublished(ConnectorId id, Connector? connector)
    {
        if (connector is null) throw ConnectionErrors.ConnectorNotFound(id);
        if (connector.Draft is not { } draft)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.NotFound,
                $"The connector '{id}' has no draft to publish. Save one first (SaveDraftAsync), or change what is "
                    + "published (EditAsync).",
                id.Value);
        }

        return Published(connector, draft) with { Draft = null };
    }

    private Connector Edited(
        ConnectorId id, Connector? connector, Func<ConnectorDefinition, ConnectorDefinition> change)
    {
        if (connector is null) throw ConnectionErrors.ConnectorNotFound(id);
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(id);
        var changed = change(definition)
            ?? throw new ArgumentException("The change returned null instead of a definition.", nameof(change));
        return Published(connector, changed with { Id = id });
    }

    private Connector Published(Connector connector, ConnectorDefinition definition)
    {
        validator.ThrowIfInvalid(definition);
        return definition == connector.Definition
            ? connector
            : connector with { Version = connector.Version + 1, Definition = definition };
    }

    private static Func<Connector?, Connector> Unchanged(
        ConnectorId id, long? revision, Func<Connector?, Connector> change) => connector =>
        revision is null || revision == (connector?.Revision ?? 0)
            ? change(connector)
            : throw ConnectionErrors.Create(
                ConnectorErrorCode.Conflict,
                $"The connector '{id}' was changed since it was read. Read it again (IConnectorCatalog.FindAsync).",
                id.Value);

    private Connector New(ConnectorId id) => new() { Id = id, CreatedAt = time.GetUtcNow() };

    // Saves with the revision that was read. After a conflict, applies the change to the connector that is stored now.
    private async Task<Connector> SaveAsync(
        ConnectorId id, Func<Connector?, Connector> change, CancellationToken cancellationToken)
    {
        var existing = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
        Connector? before;
        SaveResult<Connector> result;
        do
        {
            before = existing;
            var changed = change(existing);
            if (changed == existing) return existing;
            changed = changed with { UpdatedAt = time.GetUtcNow() };
            result = await connectors.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
            existing = result.Current;
        }
        while (!result.IsSaved);

        routes.Invalidate(route => route.Connector.Id == id);
        await RecordAsync(before, result.Current).ConfigureAwait(false);
        return result.Current;
    }

    private async Task RecordAsync(Connector? before, Connector after)
    {
        if (before is null) await audit.RecordAsync(AuditAction.ConnectorCreated, after.Id).ConfigureAwait(false);
        if (after.Version != (before?.Version ?? 0))
        {
            var version = after.Version.ToString(CultureInfo.InvariantCulture);
            await audit.RecordAsync(AuditAction.ConnectorPublished, after.Id, version).ConfigureAwait(false);
        }
        else if (before?.Draft is not null && after.Draft is null)
        {
            await audit.RecordAsync(AuditAction.DraftDiscarded, after.Id).ConfigureAwait(false);
        }
        else
        {
            await audit.RecordAsync(AuditAction.DraftSaved, after.Id).ConfigureAwait(false);
        }
    }
}

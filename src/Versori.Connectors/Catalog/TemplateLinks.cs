using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Catalog;

/// <summary>Links templates to connectors and unlinks them.</summary>
internal sealed class TemplateLinks(
    IConnectorStore connectors,
    ITemplateStore templates,
    IBindingStore bindings,
    Routes routes,
    AuditTrail audit,
    TimeProvider time)
{
    /// <summary>Links a template, or changes it with the revision that was read.</summary>
    public async Task<ConnectionTemplate> LinkAsync(ConnectionTemplate template, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(template.ConnectorId, template.PinnedVersion, cancellationToken)
            .ConfigureAwait(false) ?? throw ConnectionErrors.ConnectorNotFound(template.ConnectorId);
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(connector.Id);
        TemplateCheck.ThrowIfInvalid(template, definition);

        var result = await templates.SaveAsync(WithCreationTime(template), cancellationToken).ConfigureAwait(false);
        if (!result.IsSaved) throw NotSaved(template);
        return await CompleteAsync(result.Current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Links the template of a planned connector, or adds the endpoints that it lacks. Returns the template before and
    /// after.
    /// </summary>
    /// <param name="planned">The planned connector.</param>
    /// <param name="integration">The integration's name.</param>
    /// <param name="keepsSharing">Whether a template that exists keeps its sharing.</param>
    /// <param name="cancellationToken">Cancels the change.</param>
    public async Task<(ConnectionTemplate? Before, ConnectionTemplate After)> LinkAsync(
        PlannedConnector planned, string integration, bool keepsSharing, CancellationToken cancellationToken)
    {
        var connectorId = planned.Definition.Id;
        var id = new TemplateId(integration, planned.TemplateName);
        SaveResult<ConnectionTemplate> result;
        ConnectionTemplate? existing;
        do
        {
            existing = await templates.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (existing is not null) ThrowIfLinkedElsewhere(existing, connectorId);
            var wanted = (existing ?? new() { Id = id, ConnectorId = connectorId }) with
            {
                Endpoints = existing is null
                    ? EndpointsOf(planned)
                    : Union(existing.Endpoints, EndpointsOf(planned)),
                Sharing = keepsSharing && existing is not null ? existing.Sharing : planned.Sharing,
            };
            if (wanted == existing) return (existing, existing);
            result = await templates.SaveAsync(WithCreationTime(wanted), cancellationToken).ConfigureAwait(false);
        }
        while (!result.IsSaved);

        return (existing, await CompleteAsync(result.Current, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Removes a template and its bindings.</summary>
    public async Task UnlinkAsync(TemplateId id, CancellationToken cancellationToken)
    {
        while (await templates.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } template)
        {
            if (!await templates.DeleteAsync(id, template.Revision, cancellationToken).ConfigureAwait(false)) continue;
            await audit.RecordAsync(AuditAction.TemplateUnlinked, id, template.ConnectorId).ConfigureAwait(false);
            break;
        }

        // The binding of a removed template would only prevent its connection from being disconnected.
        var bound = bindings.ListAsync(new() { Template = id }, CancellationToken.None);
        await foreach (var binding in bound.ConfigureAwait(false))
        {
            await bindings.DeleteAsync(binding.Key, binding.Revision, CancellationToken.None).ConfigureAwait(false);
        }

        routes.Invalidate(route => route.Template?.Id == id);
    }

    /// <exception cref="ConnectorException">The template belongs to another connector.</exception>
    public static void ThrowIfLinkedElsewhere(ConnectionTemplate template, ConnectorId connectorId)
    {
        if (template.ConnectorId == connectorId) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.AlreadyExists,
            $"The template '{template.Id}' is linked to the connector '{template.ConnectorId}'. "
                + "Unlink it first (IConnectorCatalog.UnlinkAsync), or choose another template name.",
            template.Id.ToString());
    }

    private async Task<ConnectionTemplate> CompleteAsync(
        ConnectionTemplate saved, CancellationToken cancellationToken)
    {
        await UndoIfConnectorDeletedAsync(saved, cancellationToken).ConfigureAwait(false);
        routes.Invalidate(route => route.Template?.Id == saved.Id);
        await audit.RecordAsync(AuditAction.TemplateLinked, saved.Id, saved.ConnectorId).ConfigureAwait(false);
        return saved;
    }

    private async Task UndoIfConnectorDeletedAsync(ConnectionTemplate saved, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(saved.ConnectorId, null, cancellationToken).ConfigureAwait(false);
        if (connector is not null) return;
        await templates.DeleteAsync(saved.Id, saved.Revision, CancellationToken.None).ConfigureAwait(false);
        throw ConnectionErrors.ConnectorNotFound(saved.ConnectorId);
    }

    private ConnectionTemplate WithCreationTime(ConnectionTemplate template) =>
        template.Revision == 0 ? template with { CreatedAt = time.GetUtcNow() } : template;

    // A template without endpoints allows all of them.
    private static IReadOnlyList<string> Union(IReadOnlyList<string> existing, IReadOnlyList<string> planned) =>
        existing.Count == 0 ? [] : [.. existing.Union(planned, StringComparer.Ordinal)];

    private static IReadOnlyList<string> EndpointsOf(PlannedConnector planned) => planned.Endpoints.Count > 0
        ? planned.Endpoints
        : [.. planned.Definition.Endpoints.Select(endpoint => endpoint.Id)];

    private static ConnectorException NotSaved(ConnectionTemplate template) => template.Revision == 0
        ? ConnectionErrors.Create(
            ConnectorErrorCode.AlreadyExists,
            $"The template '{template.Id}' already exists. Unlink it first (IConnectorCatalog.UnlinkAsync), or change "
                + "the one that FindTemplateAsync returns.",
            template.Id.ToString())
        : ConnectionErrors.Create(
            ConnectorErrorCode.Conflict,
            $"The template '{template.Id}' was changed in the meantime; read it again (FindTemplateAsync).",
            template.Id.ToString());
}

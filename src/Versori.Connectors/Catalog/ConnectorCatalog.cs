using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Catalog;

internal sealed class ConnectorCatalog(
    IConnectorStore connectors,
    ITemplateStore templates,
    IConnectionStore connections,
    IBindingStore bindings,
    ISecretStore secrets,
    DefinitionValidator validator,
    Routes routes,
    TimeProvider time) : IConnectorCatalog
{
    /// <summary>Enough to name in an error; all of them could be thousands.</summary>
    private const int MostUsersNamed = 20;

    public Task<Connector?> FindAsync(ConnectorId id, int? version = null, CancellationToken cancellationToken = default) =>
        connectors.FindAsync(id, version, cancellationToken).AsTask();

    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after = null, CancellationToken cancellationToken = default) =>
        connectors.ListAsync(after, cancellationToken);

    public IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return validator.Validate(definition);
    }

    public Task<Connector> SaveDraftAsync(ConnectorDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return ChangeAsync(definition.Id, connector => (connector ?? New(definition.Id)) with { Draft = definition }, cancellationToken);
    }

    public Task<Connector> PublishAsync(ConnectorId id, CancellationToken cancellationToken = default) => ChangeAsync(
        id,
        connector => connector switch
        {
            null => throw ConnectionErrors.ConnectorNotFound(id),
            { Draft: null } => throw ConnectionErrors.Of(ConnectorErrorCode.NotFound, $"The connector '{id}' has no draft to publish.", id.Value),
            { Draft: { } draft } => Publish(connector, draft) with { Draft = null },
        },
        cancellationToken);

    public Task<Connector> EditAsync(
        ConnectorId id, Func<ConnectorDefinition, ConnectorDefinition> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(
            id,
            connector => connector switch
            {
                null => throw ConnectionErrors.ConnectorNotFound(id),
                { Definition: null } => throw ConnectionErrors.NotPublished(id),
                { Definition: { } definition } => Publish(connector, change(definition) with { Id = id }),
            },
            cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, ConnectionTemplate>> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrWhiteSpace(integration);
        await CheckAsync(plan, integration, cancellationToken).ConfigureAwait(false);

        var linked = new Dictionary<string, ConnectionTemplate>(StringComparer.Ordinal);
        foreach (var planned in plan.Connectors)
        {
            var connector = await ChangeAsync(planned.Definition.Id, existing => Grown(existing, planned.Definition), cancellationToken).ConfigureAwait(false);
            linked[planned.TemplateName] = await LinkPlannedAsync(planned, connector.Id, integration, cancellationToken).ConfigureAwait(false);
        }

        return linked;
    }

    public async Task<ConnectionTemplate> LinkAsync(ConnectionTemplate template, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        var connector = await connectors.FindAsync(template.ConnectorId, template.PinnedVersion, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.ConnectorNotFound(template.ConnectorId);
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(connector.Id);
        TemplateCheck.ThrowIfInvalid(template, definition);

        var result = await templates.SaveAsync(Stamped(template), cancellationToken).ConfigureAwait(false);
        if (!result.IsSaved)
        {
            throw ConnectionErrors.Of(
                template.Revision == 0 ? ConnectorErrorCode.AlreadyExists : ConnectorErrorCode.Conflict,
                template.Revision == 0 ? $"There is a template '{template.Id}' already." : $"The template '{template.Id}' was changed meanwhile; read it again.",
                template.Id.ToString());
        }

        await RefuseIfGoneAsync(result.Current, cancellationToken).ConfigureAwait(false);
        routes.Invalidate(route => route.Template?.Id == template.Id);
        return result.Current;
    }

    public Task<ConnectionTemplate?> FindTemplateAsync(TemplateId id, CancellationToken cancellationToken = default) =>
        templates.FindAsync(id, cancellationToken).AsTask();

    public IAsyncEnumerable<ConnectionTemplate> ListTemplatesAsync(TemplateFilter filter, CancellationToken cancellationToken = default) =>
        templates.ListAsync(filter, cancellationToken);

    public async Task UnlinkAsync(TemplateId id, CancellationToken cancellationToken = default)
    {
        while (await templates.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } template)
        {
            if (await templates.DeleteAsync(id, template.Revision, cancellationToken).ConfigureAwait(false)) break;
        }

        // A binding of a template that is gone would only keep its connection from being disconnected.
        await foreach (var binding in bindings.ListAsync(new() { Template = id }, CancellationToken.None).ConfigureAwait(false))
        {
            await bindings.DeleteAsync(binding.Key, binding.Revision, CancellationToken.None).ConfigureAwait(false);
        }

        routes.Invalidate(route => route.Template?.Id == id);
    }

    public async Task DeleteAsync(ConnectorId id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var connector = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.ConnectorNotFound(id);
            await RefuseIfUsedAsync(id, cancellationToken).ConfigureAwait(false);
            if (await connectors.DeleteAsync(id, connector.Revision, cancellationToken).ConfigureAwait(false))
            {
                await UndoIfUsedAsync(connector, cancellationToken).ConfigureAwait(false);
                await RemoveWebhookSecretsAsync(id).ConfigureAwait(false);
                foreach (var reference in connector.ClientSecrets.Values) await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
                return;
            }
        }
    }

    // Whoever linked or connected between the check and the deletion looked before the connector went, and relies on it.
    private async Task UndoIfUsedAsync(Connector deleted, CancellationToken cancellationToken)
    {
        try
        {
            await RefuseIfUsedAsync(deleted.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            await connectors.SaveAsync(deleted with { Revision = 0 }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    // A connector that is made again under the same key must not know the old one's secrets.
    private async Task RemoveWebhookSecretsAsync(ConnectorId id)
    {
        await foreach (var reference in secrets.ListAsync(SecretScope.For(id), CancellationToken.None).ConfigureAwait(false))
        {
            if (reference.Name.StartsWith(WebhookSecrets.NamePrefix, StringComparison.Ordinal)) await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RefuseIfUsedAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        await foreach (var template in templates.ListAsync(new() { ConnectorId = id }, cancellationToken).ConfigureAwait(false))
        {
            users.Add($"template {template.Id}");
            if (users.Count == MostUsersNamed) break;
        }

        await foreach (var connection in connections.ListAsync(new() { ConnectorId = id }, cancellationToken).ConfigureAwait(false))
        {
            if (users.Count >= MostUsersNamed) break;
            users.Add($"connection {connection.Name} of {connection.Owner}");
        }

        if (users.Count == 0) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InUse,
            Message = $"The connector '{id}' is still used by {string.Join(", ", users)}{(users.Count == MostUsersNamed ? ", …" : "")}. Unlink and disconnect these first.",
            Location = id.Value,
            Related = users,
        });
    }

    // Everything that can be wrong with a plan is found before anything is saved.
    private async Task CheckAsync(IntegrationPlan plan, string integration, CancellationToken cancellationToken)
    {
        var problems = new List<ConnectorError>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, planned) in plan.Connectors.Index())
        {
            if (string.IsNullOrWhiteSpace(planned.TemplateName) || !names.Add(planned.TemplateName))
            {
                problems.Add(new()
                {
                    Code = ConnectorErrorCode.InvalidDefinition,
                    Message = $"Template names must be given and unique; '{planned.TemplateName}' is not.",
                    Location = $"/connectors/{index}/templateName",
                });
            }

            if (planned.Definition.Endpoints.Count == 0)
            {
                problems.Add(new()
                {
                    Code = ConnectorErrorCode.InvalidDefinition,
                    Message = $"The plan chooses no endpoint of '{planned.Definition.Id}', while a template without endpoints would hold all of them. Add endpoints, or take the connector out of the plan.",
                    Location = $"/connectors/{index}/definition/endpoints",
                });
            }

            problems.AddRange(planned.Endpoints.Index()
                .Where(id => planned.Definition.Endpoints.All(endpoint => endpoint.Id != id.Item))
                .Select(id => new ConnectorError
                {
                    Code = ConnectorErrorCode.UnknownEndpoint,
                    Message = $"The plan's definition has no endpoint '{id.Item}'.",
                    Location = $"/connectors/{index}/endpoints/{id.Index}",
                }));
            problems.AddRange(validator.Validate(planned.Definition)
                .Select(problem => problem with { Location = $"/connectors/{index}/definition{problem.Location}" }));
        }

        if (problems.Count > 0) throw new ConnectorException(problems);
        foreach (var planned in plan.Connectors)
        {
            var id = new TemplateId(integration, planned.TemplateName);
            if (await templates.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } template && template.ConnectorId != planned.Definition.Id)
            {
                throw LinkedElsewhere(template);
            }
        }

        await CheckGrowthAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    // What is sound by itself may not be once it is added to the connector that is there.
    private async Task CheckGrowthAsync(IntegrationPlan plan, CancellationToken cancellationToken)
    {
        var grown = new Dictionary<ConnectorId, Connector?>();
        foreach (var planned in plan.Connectors)
        {
            var id = planned.Definition.Id;
            if (!grown.TryGetValue(id, out var existing)) existing = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
            grown[id] = Grown(existing, planned.Definition);
        }
    }

    private async Task<ConnectionTemplate> LinkPlannedAsync(
        PlannedConnector planned, ConnectorId connectorId, string integration, CancellationToken cancellationToken)
    {
        var id = new TemplateId(integration, planned.TemplateName);
        var endpoints = planned.Endpoints.Count > 0 ? planned.Endpoints : [.. planned.Definition.Endpoints.Select(endpoint => endpoint.Id)];
        while (true)
        {
            var existing = await templates.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (existing is not null && existing.ConnectorId != connectorId) throw LinkedElsewhere(existing);
            var wanted = (existing ?? new() { Id = id, ConnectorId = connectorId }) with { Endpoints = endpoints, Sharing = planned.Sharing };
            if (wanted == existing) return existing;
            var result = await templates.SaveAsync(Stamped(wanted), cancellationToken).ConfigureAwait(false);
            if (!result.IsSaved) continue;
            await RefuseIfGoneAsync(result.Current, cancellationToken).ConfigureAwait(false);
            routes.Invalidate(route => route.Template?.Id == id);
            return result.Current;
        }
    }

    private async Task RefuseIfGoneAsync(ConnectionTemplate template, CancellationToken cancellationToken)
    {
        if (await connectors.FindAsync(template.ConnectorId, null, cancellationToken).ConfigureAwait(false) is not null) return;
        await templates.DeleteAsync(template.Id, template.Revision, CancellationToken.None).ConfigureAwait(false);
        throw ConnectionErrors.ConnectorNotFound(template.ConnectorId);
    }

    // Saves with the revision that was read, and begins again when somebody else was quicker.
    private async Task<Connector> ChangeAsync(ConnectorId id, Func<Connector?, Connector> change, CancellationToken cancellationToken)
    {
        var existing = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var changed = change(existing);
            if (changed == existing) return existing;
            var result = await connectors.SaveAsync(changed with { UpdatedAt = time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
            if (result.IsSaved)
            {
                routes.Invalidate(route => route.Connector.Id == id);
                return result.Current;
            }

            existing = result.Current;
        }
    }

    private Connector Grown(Connector? existing, ConnectorDefinition planned)
    {
        if (existing?.Definition is not { } definition) return Publish(existing ?? New(planned.Id), planned);
        var grown = DefinitionGrowth.Grow(definition, planned);
        return ReferenceEquals(grown, definition) ? existing : Publish(existing, grown);
    }

    private Connector Publish(Connector connector, ConnectorDefinition definition)
    {
        validator.ThrowIfInvalid(definition);
        return definition == connector.Definition
            ? connector
            : connector with { Version = connector.Version + 1, Definition = definition };
    }

    private Connector New(ConnectorId id) => new() { Id = id, CreatedAt = time.GetUtcNow() };

    private ConnectionTemplate Stamped(ConnectionTemplate template) =>
        template.Revision == 0 ? template with { CreatedAt = time.GetUtcNow() } : template;

    private static ConnectorException LinkedElsewhere(ConnectionTemplate template) => ConnectionErrors.Of(
        ConnectorErrorCode.AlreadyExists,
        $"The template '{template.Id}' is linked to the connector '{template.ConnectorId}'. Unlink it first, or choose another template name.",
        template.Id.ToString());
}

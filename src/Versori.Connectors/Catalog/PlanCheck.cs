using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Checks a plan as a whole, so that its errors are reported before anything is saved.</summary>
internal sealed class PlanCheck(
    IConnectorStore connectors, ITemplateStore templates, DefinitionValidator validator, ConnectorChanges changes)
{
    public async Task ThrowIfInvalidAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken)
    {
        if (plan.HasNewDecisions) throw new ConnectorException(NotFollowed);
        var problems = Problems(plan).ToList();
        var needed = plan.Connectors.Where(planned => planned?.Definition is null || IsNeeded(planned)).ToList();
        if (needed.Count > 0) plan = plan with { Connectors = needed };
        else problems.AddRange(plan.Connectors.Index().Select(item => NoEndpoints(item.Index, item.Item)));
        if (StoredText.Problem(integration) is { } problem) problems.Add(InvalidText("integration", problem));
        if (problems.Count > 0) throw new ConnectorException(problems);
        await CheckTemplatesAsync(plan, integration, cancellationToken).ConfigureAwait(false);
        await CheckExtensionsAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether a plan uses something of a connector. A requirement may need only some of the systems that it was
    /// planned for. The others are left out: a template without endpoints would allow all of them.
    /// </summary>
    public static bool IsNeeded(PlannedConnector planned) =>
        planned.Definition.Endpoints.Count > 0 || planned.Definition.Webhooks.Count > 0 || planned.Endpoints.Count > 0;

    private static ConnectorError NotFollowed => new()
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = "The plan does not follow all decisions yet: a question was answered, or an endpoint was chosen or "
            + "left out. Pass it to IConnectorGenerator.PlanAsync as PlanRequest.Previous, and apply the plan that it "
            + "returns.",
        Location = "/hasNewDecisions",
    };

    private IEnumerable<ConnectorError> Problems(IntegrationPlan plan)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, planned) in plan.Connectors.Index())
        {
            var pointer = $"/connectors/{index}";
            if (planned?.Definition is null)
            {
                yield return NoDefinition(pointer);
                continue;
            }

            if (StoredText.Problem(planned.TemplateName ?? "") is { } problemOfName)
            {
                yield return InvalidText($"{pointer}/templateName", problemOfName);
                continue;
            }

            if (DefinitionIntegrity.Find(planned.Definition) is { } missing)
            {
                yield return missing with { Location = $"{pointer}/definition{missing.Location}" };
                continue;
            }

            var isNamed = !string.IsNullOrWhiteSpace(planned.TemplateName) && names.Add(planned.TemplateName);
            if (!isNamed) yield return InvalidName(pointer, planned);
            if (!IsNeeded(planned)) continue;
            if (planned.Definition.Endpoints.Count == 0) yield return NoEndpoints(index, planned);
            foreach (var problem in UnknownEndpoints(pointer, planned)) yield return problem;
            foreach (var problem in validator.Validate(planned.Definition))
            {
                yield return problem with { Location = $"{pointer}/definition{problem.Location}" };
            }
        }
    }

    private static ConnectorError NoDefinition(string pointer) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = "The plan has a connector without a definition.",
        Location = pointer,
    };

    private static ConnectorError InvalidText(string location, string problem) => new()
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = $"The name {problem}",
        Location = location,
    };

    private static ConnectorError InvalidName(string pointer, PlannedConnector planned) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = $"Template names must be given and unique; '{planned.TemplateName}' is not.",
        Location = $"{pointer}/templateName",
    };

    private static ConnectorError NoEndpoints(int index, PlannedConnector planned) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = $"The plan chooses no endpoint of '{planned.Definition.Id}', but a template without endpoints "
            + "allows all of them. Add endpoints, or remove the connector from the plan.",
        Location = $"/connectors/{index}/definition/endpoints",
    };

    private static IEnumerable<ConnectorError> UnknownEndpoints(string pointer, PlannedConnector planned) =>
        planned.Endpoints.Index()
            .Where(id => planned.Definition.Endpoints.All(endpoint => endpoint.Id != id.Item))
            .Select(id => new ConnectorError
            {
                Code = ConnectorErrorCode.UnknownEndpoint,
                Message = $"The plan's definition has no endpoint '{id.Item}'.",
                Location = $"{pointer}/endpoints/{id.Index}",
            });

    private async Task CheckTemplatesAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken)
    {
        foreach (var planned in plan.Connectors)
        {
            var id = new TemplateId(integration, planned.TemplateName);
            var existing = await templates.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (existing is not null) TemplateLinks.ThrowIfLinkedElsewhere(existing, planned.Definition.Id);
        }
    }

    // A definition that is valid by itself may be invalid once it is added to the existing connector.
    private async Task CheckExtensionsAsync(IntegrationPlan plan, CancellationToken cancellationToken)
    {
        var extended = new Dictionary<ConnectorId, Connector?>();
        foreach (var planned in plan.Connectors)
        {
            var id = planned.Definition.Id;
            if (!extended.TryGetValue(id, out var existing))
            {
                existing = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
            }

            extended[id] = changes.Extended(existing, planned.Definition);
        }
    }
}

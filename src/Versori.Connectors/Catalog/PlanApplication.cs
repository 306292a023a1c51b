namespace Versori.Connectors.Catalog;

/// <summary>
/// Applies an integration's plan: checks all of it, then creates or extends its connectors, links its templates, and
/// finds what existing connections lack for it.
/// </summary>
internal sealed class PlanApplication(PlanCheck check, ConnectorChanges changes, TemplateLinks links, PlanNeeds needs)
{
    public async Task<AppliedPlan> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken)
    {
        await check.ThrowIfInvalidAsync(plan, integration, cancellationToken).ConfigureAwait(false);

        var linked = new Dictionary<string, ConnectionTemplate>(StringComparer.Ordinal);
        var extended = new List<(PlannedConnector Planned, Connector Connector)>();
        var applied = new List<AppliedConnector>();
        foreach (var planned in plan.Connectors)
        {
            if (!PlanCheck.IsNeeded(planned))
            {
                applied.Add(new()
                {
                    TemplateName = planned.TemplateName,
                    ConnectorId = planned.Definition.Id,
                    Connector = PlanEffect.Omitted,
                    Template = PlanEffect.Omitted,
                });
                continue;
            }

            var (before, connector) = await changes.ExtendAsync(planned.Definition, cancellationToken)
                .ConfigureAwait(false);
            // An integration has a plan for each of its workflows, so that its templates keep what they have.
            var (previous, template) = await links
                .LinkAsync(planned, integration, keepsSharing: false, cancellationToken)
                .ConfigureAwait(false);
            linked[planned.TemplateName] = template;
            extended.Add((planned, connector));
            applied.Add(new()
            {
                TemplateName = planned.TemplateName,
                ConnectorId = connector.Id,
                Connector = before?.Definition is null ? PlanEffect.Created
                    : before.Version == connector.Version ? PlanEffect.Unchanged
                    : PlanEffect.Grown,
                Template = previous is null ? PlanEffect.Created
                    : previous == template ? PlanEffect.Unchanged
                    : PlanEffect.Grown,
                AddedEndpoints =
                    [.. template.Endpoints.Except(previous?.Endpoints ?? [], StringComparer.Ordinal)],
            });
        }

        var (found, isComplete) = await needs.FindAsync(extended, cancellationToken).ConfigureAwait(false);
        return new(linked, found, hasMoreNeeds: !isComplete, applied);
    }
}

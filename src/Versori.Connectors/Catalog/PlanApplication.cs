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
        foreach (var planned in plan.Connectors)
        {
            var connector = await changes.ExtendAsync(planned.Definition, cancellationToken).ConfigureAwait(false);
            linked[planned.TemplateName] =
                await links.LinkAsync(planned, integration, cancellationToken).ConfigureAwait(false);
            extended.Add((planned, connector));
        }

        var (found, isComplete) = await needs.FindAsync(extended, cancellationToken).ConfigureAwait(false);
        return new(linked, found, hasMoreNeeds: !isComplete);
    }
}

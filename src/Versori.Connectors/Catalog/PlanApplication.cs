namespace Versori.Connectors.Catalog;

/// <summary>
/// Applies an integration's plan: checks all of it, then creates or extends its connectors and links its templates.
/// </summary>
internal sealed class PlanApplication(PlanCheck check, ConnectorChanges changes, TemplateLinks links)
{
    /// <returns>The templates by their names.</returns>
    public async Task<IReadOnlyDictionary<string, ConnectionTemplate>> ApplyAsync(
        IntegrationPlan plan, string integration, CancellationToken cancellationToken)
    {
        await check.ThrowIfInvalidAsync(plan, integration, cancellationToken).ConfigureAwait(false);

        var linked = new Dictionary<string, ConnectionTemplate>(StringComparer.Ordinal);
        foreach (var planned in plan.Connectors)
        {
            await changes.ExtendAsync(planned.Definition, cancellationToken).ConfigureAwait(false);
            linked[planned.TemplateName] =
                await links.LinkAsync(planned, integration, cancellationToken).ConfigureAwait(false);
        }

        return linked;
    }
}

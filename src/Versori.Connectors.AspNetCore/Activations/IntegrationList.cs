using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The integrations that end users activate: those with a template per owner.</summary>
internal sealed class IntegrationList(
    IConnectorCatalog catalog,
    IActivations activations,
    Microsoft.Extensions.Options.IOptions<VersoriConnectorsOptions> options)
{
    // A host has few integrations with few templates each; the bounds protect the page.
    private const int MaximumTemplates = 5_000;
    private const int MaximumShown = 200;

    public async Task<IReadOnlyList<IntegrationItem>> ListAsync(ConnectContext context, Owner owner)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var read = 0;
        var templates = catalog.ListTemplatesAsync(cancellationToken: context.Aborted);
        await foreach (var template in templates.ConfigureAwait(false))
        {
            if (template.Sharing == TemplateSharing.PerOwner) names.Add(template.Id.Integration);
            if (++read == MaximumTemplates || names.Count == MaximumShown) break;
        }

        var states = new Dictionary<string, bool>(StringComparer.Ordinal);
        var listed = activations.ListAsync(new() { Owner = owner }, context.Aborted);
        await foreach (var activation in listed.ConfigureAwait(false))
        {
            if (activation.Key.Environment == options.Value.Environment)
                states[activation.Key.Integration] = activation.IsActive;
        }

        return [.. names.Select(name => new IntegrationItem(name, StatusOf(states, name)))];
    }

    private static string StatusOf(Dictionary<string, bool> states, string name) =>
        !states.TryGetValue(name, out var isActive) ? "notActivated" : isActive ? "active" : "deactivated";
}

using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Versions;

/// <summary>Reads what administrators see: connectors, their newest versions, and their templates.</summary>
internal sealed class ConnectorVersions(IConnectorCatalog catalog)
{
    private const int MaximumVersions = 50;
    private const int MaximumTemplates = 200;

    /// <summary>The published connector of the route; null for visitors who are no administrators.</summary>
    public async Task<Connector?> FindAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return null;
        if (!ConnectorId.TryParse(context.RouteText("connector"), null, out var id)) return null;
        var found = await catalog.FindAsync(id, version: null, context.Aborted).ConfigureAwait(false);
        return found is { Version: > 0 } ? found : null;
    }

    /// <summary>The template of the route; null for visitors who are no administrators.</summary>
    public async Task<ConnectionTemplate?> FindTemplateAsync(ConnectContext context, string? integration, string? name)
    {
        var isNamed = !string.IsNullOrWhiteSpace(integration) && !string.IsNullOrWhiteSpace(name);
        if (!context.Visitor.IsAdministrator || !isNamed) return null;
        if (integration!.Contains('\0', StringComparison.Ordinal) || name!.Contains('\0', StringComparison.Ordinal))
            return null;
        return await catalog.FindTemplateAsync(new(integration, name), context.Aborted).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<DefinitionDiff>> ListChangesAsync(Connector connector, CancellationToken token)
    {
        var diffs = new List<DefinitionDiff>();
        var first = Math.Max(connector.Version - MaximumVersions, 1);
        for (var version = connector.Version; version > first; version--)
            diffs.Add(await catalog.CompareAsync(connector.Id, version - 1, version, token).ConfigureAwait(false));
        return diffs;
    }

    public async Task<IReadOnlyList<ConnectionTemplate>> ListTemplatesAsync(
        ConnectorId connector, CancellationToken token)
    {
        var found = new List<ConnectionTemplate>();
        var listed = catalog.ListTemplatesAsync(new() { ConnectorId = connector }, token);
        await foreach (var template in listed.ConfigureAwait(false))
        {
            found.Add(template);
            if (found.Count == MaximumTemplates) break;
        }

        return found;
    }
}

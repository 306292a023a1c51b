using Microsoft.Extensions.AI;

namespace Versori.Connectors.AI.Functions;

internal sealed class AgentTools(AgentCatalogs catalogs) : IAgentTools
{
    private static readonly AgentToolOptions Defaults = new();

    public async ValueTask<AgentToolset> CreateAsync(
        IReadOnlyList<TemplateId> templates,
        Owner owner,
        AgentToolOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(templates);
        if (templates.Count == 0) throw new ArgumentException("There is no template.", nameof(templates));
        var catalog = await catalogs.GetAsync(templates, options ?? Defaults, cancellationToken).ConfigureAwait(false);
        var tools = new List<AITool>(catalog.Tools.Select(tool => Function(tool, owner)));
        if (catalog.Shape == AgentToolShape.HostedSearch) tools.Insert(0, HostedSearch(catalog));
        return new(owner, catalog.Shape, tools, [.. catalog.Endpoints.All.Select(endpoint => endpoint.Name)]);
    }

    private static AIFunction Function(AgentTool tool, Owner owner)
    {
        var function = new AgentFunction(tool, owner);
        return tool.Traits.IsRead ? function : new ApprovalRequiredAIFunction(function);
    }

    private static HostedToolSearchTool HostedSearch(AgentCatalog catalog) => new()
    {
        DeferredTools = [.. catalog.Endpoints.All.Select(endpoint => endpoint.Name)],
    };
}

using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Results;

namespace Versori.Connectors.AI.Functions;

/// <summary>The functions of templates, for any owner.</summary>
internal sealed class AgentCatalog
{
    private static readonly string[] Reserved = [ReadResultTool.ToolName];

    private readonly Dictionary<string, AgentTool> _byName;

    /// <param name="templates">The templates with their definitions.</param>
    /// <param name="options">The settings.</param>
    /// <param name="caller">Calls endpoints.</param>
    /// <param name="results">Keeps results.</param>
    /// <param name="search">Searches endpoints.</param>
    public AgentCatalog(
        IReadOnlyList<(ConnectionTemplate Template, ConnectorDefinition Definition)> templates,
        AgentToolOptions options,
        EndpointCaller caller,
        ResultStore results,
        IEndpointSearch search)
    {
        Endpoints = new(templates, Reserved, options);
        Shape = options.Shape switch
        {
            AgentToolShape.Automatic => Endpoints.All.Count <= options.MaximumTools
                ? AgentToolShape.Endpoints
                : AgentToolShape.Search,
            var chosen => chosen,
        };
        var tokens = options.ResultTokens;
        List<AgentTool> tools = Shape == AgentToolShape.Search
            ?
            [
                new SearchTool(Endpoints, search),
                new DescribeTool(Endpoints),
                new CallTool(Endpoints, caller, tokens, writes: false),
            ]
            : [.. Endpoints.All.Select(endpoint => new EndpointTool(endpoint, caller, tokens))];
        var writes = Endpoints.All.Exists(endpoint => !endpoint.Traits.IsRead);
        if (Shape == AgentToolShape.Search && writes) tools.Add(new CallTool(Endpoints, caller, tokens, writes: true));
        tools.Add(new ReadResultTool(results, tokens));
        Tools = tools;
        _byName = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
    }

    public AgentToolShape Shape { get; }

    public AgentEndpoints Endpoints { get; }

    public IReadOnlyList<AgentTool> Tools { get; }

    /// <summary>Finds a function by its name.</summary>
    public AgentTool? Find(string name) => _byName.GetValueOrDefault(name);
}

using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Naming;
using Versori.Connectors.AI.Texts;

namespace Versori.Connectors.AI.Endpoints;

/// <summary>The endpoints of templates, by their names for models.</summary>
internal sealed class AgentEndpoints
{
    private const int Nearest = 5;

    private readonly Dictionary<string, AgentEndpoint> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ConnectorEndpoint, AgentEndpoint>[] _byEndpoint;
    private readonly ConnectorDefinition[] _definitions;

    /// <param name="templates">The templates with their definitions.</param>
    /// <param name="taken">Names of other functions.</param>
    /// <param name="options">The settings.</param>
    public AgentEndpoints(
        IReadOnlyList<(ConnectionTemplate Template, ConnectorDefinition Definition)> templates,
        IEnumerable<string> taken,
        AgentToolOptions options)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        _definitions = new ConnectorDefinition[templates.Count];
        _byEndpoint = new Dictionary<ConnectorEndpoint, AgentEndpoint>[templates.Count];
        foreach (var (at, (template, definition)) in templates.Index())
        {
            var endpoints = EndpointsOf(template, definition);
            var prefix = templates.Count == 1 ? "" : $"{template.Id.Name}_";
            var names = LegalNames.Assign(endpoints.Select(endpoint => endpoint.Id), used, prefix);
            used.UnionWith(names.Values);
            var offered = new List<ConnectorEndpoint>();
            _byEndpoint[at] = new(ReferenceEqualityComparer.Instance);
            foreach (var endpoint in endpoints)
            {
                // Names do not depend on whether writes are offered.
                var agent = new AgentEndpoint(template, definition, endpoint, names[endpoint.Id], options);
                if (!agent.Traits.IsRead && !options.IncludesWrites) continue;
                All.Add(agent);
                offered.Add(endpoint);
                _byName[agent.Name] = agent;
                _byEndpoint[at][endpoint] = agent;
            }

            _definitions[at] = definition with { Endpoints = offered };
        }
    }

    /// <summary>The endpoints, in the order of the templates.</summary>
    public List<AgentEndpoint> All { get; } = [];

    /// <summary>The definitions, each with the endpoints of its template only.</summary>
    public IReadOnlyList<ConnectorDefinition> Definitions => _definitions;

    /// <summary>Finds an endpoint by its name.</summary>
    public AgentEndpoint? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds an endpoint of one of the definitions.</summary>
    public AgentEndpoint? Of(ConnectorDefinition definition, ConnectorEndpoint endpoint) =>
        _byEndpoint[Array.FindIndex(_definitions, own => ReferenceEquals(own, definition))]
            .GetValueOrDefault(endpoint);

    /// <summary>The result for a name that no endpoint has.</summary>
    public ToolResult Unknown(string name) => ToolErrors.Of(
        "unknown_endpoint",
        "There is no such endpoint. Search for it.",
        error => error["nearest"] = AgentJson.Texts(NearestNames.Of(name, _byName.Keys).Take(Nearest)));

    private static List<ConnectorEndpoint> EndpointsOf(ConnectionTemplate template, ConnectorDefinition definition)
    {
        if (template.Endpoints.Count == 0) return [.. definition.Endpoints];
        var own = template.Endpoints.ToHashSet(StringComparer.Ordinal);
        return [.. definition.Endpoints.Where(endpoint => own.Contains(endpoint.Id))];
    }
}

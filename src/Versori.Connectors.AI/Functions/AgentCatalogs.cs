using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Results;

namespace Versori.Connectors.AI.Functions;

/// <summary>Makes the functions of templates, and keeps them until a template or its connector changes.</summary>
internal sealed class AgentCatalogs(
    IConnectorCatalog connectors,
    IEndpointInvoker invoker,
    ResultStore results,
    IEndpointSearch? search = null,
    IConnectLinkProvider? links = null)
{
    private const int MaximumKept = 64;

    private readonly EndpointCaller _caller = new(invoker, results, links);
    private readonly IEndpointSearch _search = search ?? new Searching.WordSearch();
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, AgentToolOptions Options, AgentCatalog Catalog)> _kept = new();

    /// <summary>Returns the functions of templates.</summary>
    /// <exception cref="ConnectorException">A template or its published definition does not exist.</exception>
    public async ValueTask<AgentCatalog> GetAsync(
        IReadOnlyList<TemplateId> templates, AgentToolOptions options, CancellationToken cancellationToken)
    {
        var found = new List<(ConnectionTemplate, ConnectorDefinition)>();
        var key = new System.Text.StringBuilder();
        foreach (var id in templates)
        {
            var template = await connectors.FindTemplateAsync(id, cancellationToken).ConfigureAwait(false)
                ?? throw NotFound($"There is no template '{id}'.", id);
            var connector = await connectors.FindAsync(
                template.ConnectorId, template.PinnedVersion, cancellationToken).ConfigureAwait(false);
            var definition = connector?.Definition
                ?? throw NotFound($"The connector '{template.ConnectorId}' has no published definition.", id);
            found.Add((template, definition));
            key.Append(id).Append('\n').Append(template.Revision).Append('\n')
                .Append(connector.Version).Append('\n').Append(connector.Revision).Append('\n');
        }

        return Keep(key.ToString(), options, found);
    }

    private AgentCatalog Keep(
        string key, AgentToolOptions options, List<(ConnectionTemplate, ConnectorDefinition)> templates)
    {
        lock (_lock)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key || node.Value.Options != options) continue;
                _kept.Remove(node);
                _kept.AddFirst(node);
                return node.Value.Catalog;
            }
        }

        var catalog = new AgentCatalog(templates, options, _caller, results, _search);
        lock (_lock)
        {
            _kept.AddFirst((key, options, catalog));
            if (_kept.Count > MaximumKept) _kept.RemoveLast();
        }

        return catalog;
    }

    private static ConnectorException NotFound(string message, TemplateId id) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotFound,
        Message = message,
        Location = id.ToString(),
    });
}

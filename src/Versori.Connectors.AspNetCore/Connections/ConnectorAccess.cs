using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>
/// Which connectors and connections a visitor may see. What belongs to someone else and what does not exist are the
/// same.
/// </summary>
internal sealed class ConnectorAccess(IConnectorCatalog catalog, IConnections connections)
{
    // A host has few templates for each connector; the bound protects the page from one that has very many.
    private const int MaximumTemplates = 5_000;

    public async Task<Connector?> FindAsync(Visitor visitor, string? id, CancellationToken cancellationToken)
    {
        if (!ConnectorId.TryParse(id, null, out var connectorId)) return null;
        var connector = await catalog.FindAsync(connectorId, version: null, cancellationToken).ConfigureAwait(false);
        if (connector?.Definition is null) return null;
        if (visitor.Session is { } session) return session.Connectors.Contains(connectorId) ? connector : null;
        if (visitor.IsAdministrator) return connector;
        var hidden = await ListHiddenAsync(connectorId, cancellationToken).ConfigureAwait(false);
        return hidden.Contains(connectorId) ? null : connector;
    }

    public async Task<Connection?> FindConnectionAsync(
        Visitor visitor, string? id, CancellationToken cancellationToken)
    {
        if (!ConnectionId.TryParse(id, null, out var connectionId)) return null;
        var connection = await connections.FindAsync(connectionId, cancellationToken).ConfigureAwait(false);
        return connection is not null && visitor.MayUse(connection) ? connection : null;
    }

    /// <summary>
    /// The connectors that are used with connections of the host alone: each of their templates is shared. End users do
    /// not connect to them.
    /// </summary>
    public async Task<HashSet<ConnectorId>> ListHiddenAsync(
        ConnectorId? connector, CancellationToken cancellationToken)
    {
        var shared = new HashSet<ConnectorId>();
        var personal = new HashSet<ConnectorId>();
        var read = 0;
        var templates = catalog.ListTemplatesAsync(new() { ConnectorId = connector }, cancellationToken);
        await foreach (var template in templates.ConfigureAwait(false))
        {
            (template.Sharing == TemplateSharing.Shared ? shared : personal).Add(template.ConnectorId);
            if (++read >= MaximumTemplates) break;
        }

        shared.ExceptWith(personal);
        return shared;
    }
}

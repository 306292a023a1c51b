using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>
/// Reads the connections of a connector that a visitor may see, a page at a time, by the stores' indexes.
/// </summary>
internal sealed class ConnectionList(IConnections connections, IOptions<ConnectOptions> options)
{
    public async Task<ConnectionPage> ReadAsync(ConnectContext context, ConnectorId connector)
    {
        var after = ConnectionId.TryParse(context.Query("after"), null, out var parsed) ? parsed : (ConnectionId?)null;
        var filter = new ConnectionFilter
        {
            ConnectorId = connector,
            Owner = context.Visitor.IsAdministrator ? null : context.Visitor.Owner,
            Name = context.Query("name"),
            After = after,
        };
        var found = new List<Connection>();
        await foreach (var connection in connections.ListAsync(filter, context.Aborted).ConfigureAwait(false))
        {
            if (found.Count == options.Value.PageSize) return new(found, found[^1].Id);
            found.Add(connection);
        }

        return new(found, null);
    }
}

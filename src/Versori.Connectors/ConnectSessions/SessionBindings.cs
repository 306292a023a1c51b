using Microsoft.Extensions.Options;

namespace Versori.Connectors.ConnectSessions;

/// <summary>Binds the templates of a connect session to what was connected, or restores their bindings.</summary>
internal sealed class SessionBindings(
    IConnectorCatalog catalog,
    IConnections connections,
    IBindingStore store,
    IOptions<VersoriConnectorsOptions> options)
{
    /// <returns>The bindings before, by template; null for a template that had none.</returns>
    public async Task<IReadOnlyList<(BindingKey Key, Binding? Former)>> BindAsync(
        ConnectSession session, Connection connection, CancellationToken cancellationToken)
    {
        var bound = new List<(BindingKey Key, Binding? Former)>();
        try
        {
            foreach (var id in session.Templates)
            {
                var template = await catalog.FindTemplateAsync(id, cancellationToken).ConfigureAwait(false);
                if (template?.ConnectorId != connection.ConnectorId) continue;
                var owner = template.Sharing == TemplateSharing.PerOwner ? session.Owner : default;
                var key = new BindingKey(id, owner, options.Value.Environment);
                var former = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
                // The person connects first, and then activates the integration again.
                if (former is { IsDeactivated: true }) continue;
                await connections.SetBindingAsync(id, connection.Id, owner, cancellationToken).ConfigureAwait(false);
                bound.Add((key, former));
            }
        }
        catch
        {
            await RestoreAsync(bound, connection.Id).ConfigureAwait(false);
            throw;
        }

        return bound;
    }

    /// <summary>Returns to the former bindings. One that somebody changed meanwhile stays as it is.</summary>
    public async Task RestoreAsync(IReadOnlyList<(BindingKey Key, Binding? Former)> bound, ConnectionId connection)
    {
        foreach (var (key, former) in bound)
        {
            var current = await store.FindAsync(key, CancellationToken.None).ConfigureAwait(false);
            if (current?.ConnectionId != connection) continue;
            var restored = former is null
                ? connections.RemoveBindingAsync(key.Template, key.Owner, CancellationToken.None)
                : connections.SetBindingAsync(key.Template, former.ConnectionId, key.Owner, CancellationToken.None);
            await restored.ConfigureAwait(false);
        }
    }
}

using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Finds out whether a template has no connection at all, so that calls that need no credential can be sent. A
/// connection that exists but cannot be used is no reason to send a call without its credential.
/// </summary>
internal sealed class AnonymousRoutes(
    IConnectorStore connectors,
    ITemplateStore templates,
    IConnectionStore connections,
    IBindingStore bindings,
    AnonymousRuntimes runtimes,
    IOptions<VersoriConnectorsOptions> options)
{
    /// <summary>What calls without a connection share.</summary>
    public AnonymousRuntimes Runtimes => runtimes;

    /// <summary>
    /// Returns the route; <see langword="null"/> if there is a connection or a binding, or if the base URL needs inputs
    /// of a connection.
    /// </summary>
    public async ValueTask<AnonymousRoute?> FindAsync(RouteKey key, CancellationToken cancellationToken)
    {
        if (key.Connection is not null) return null;
        var template = await templates.FindAsync(key.Template, cancellationToken).ConfigureAwait(false);
        if (template is null || await HasConnectionAsync(template, key.Owner, cancellationToken).ConfigureAwait(false))
            return null;
        var connector = await connectors
            .FindAsync(template.ConnectorId, template.PinnedVersion, cancellationToken).ConfigureAwait(false);
        return connector?.Definition is { } definition && SnapshotOf(connector, definition) is { } snapshot
            ? new(connector, template, snapshot, BaseAddresses.Evaluate(definition.BaseUrl, snapshot))
            : null;
    }

    private async ValueTask<bool> HasConnectionAsync(
        ConnectionTemplate template, Owner caller, CancellationToken cancellationToken)
    {
        var owner = ConnectionSelector.OwnerFor(template, caller);
        var key = new BindingKey(template.Id, owner, options.Value.Environment);
        if (await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false) is not null) return true;
        var filter = new ConnectionFilter { ConnectorId = template.ConnectorId, Owner = owner };
        var list = connections.ListAsync(filter, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (list.ConfigureAwait(false))
        {
            return await list.MoveNextAsync().ConfigureAwait(false);
        }
    }

    private static AuthSnapshot? SnapshotOf(Connector connector, ConnectorDefinition definition)
    {
        try
        {
            var inputs = InputValues.Check(definition, new Dictionary<string, string>(StringComparer.Ordinal));
            return new()
            {
                ConnectorVersion = connector.Version,
                TakenAt = default,
                Methods = [],
                Origins = [],
                Inputs = inputs,
                ListedInputs = InputValues.Listed(definition, inputs),
            };
        }
        catch (ConnectorException)
        {
            return null; // An input without a default. Only a connection supplies it.
        }
    }
}

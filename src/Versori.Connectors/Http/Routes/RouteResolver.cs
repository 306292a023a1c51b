using Microsoft.Extensions.Options;
using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>Resolves the route of a key: finds the template, its connection and the connector.</summary>
internal sealed class RouteResolver(
    IConnectorStore connectors,
    ITemplateStore templates,
    IConnectionStore connections,
    ConnectionSelector selector,
    ConnectionRuntimes runtimes,
    FormerDefinitions formers,
    ConnectionAddresses addresses,
    StoreReads reads,
    SharedInstances shared,
    ConnectionLimiters limiters,
    IOptions<VersoriConnectorsOptions> options,
    CoarseClock clock)
{
    public Task<Route> ResolveAsync(RouteKey key, CancellationToken cancellationToken) =>
        reads.InTimeAsync(limit => ReadAsync(key, limit), cancellationToken);

    private async Task<Route> ReadAsync(RouteKey key, CancellationToken cancellationToken)
    {
        // The route counts as fresh from the start of the read, however long the read takes.
        var now = clock.Now;
        var (template, connection) = await FindAsync(key, cancellationToken).ConfigureAwait(false);
        var connector = await connectors
            .FindAsync(connection.ConnectorId, template?.PinnedVersion, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.ConnectorNotFound(connection.ConnectorId);
        if (connector.Definition is null) throw ConnectionErrors.NotPublished(connector.Id);

        connector = shared.Intern(connector);
        template = shared.Intern(template);
        connection = shared.In(connection);
        var runtime = runtimes.For(connection.Id);
        await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
        // Keep one copy only: the runtime's. The one that was read also holds references to secrets, which calls do not
        // need.
        if (runtime.Connection is { } inUse && inUse.Revision >= connection.Revision) connection = inUse;
        limiters.Apply(runtime, connector.Version, connector.Definition!.Limits);
        var former = await formers.FindAsync(connector, connection.Snapshot, cancellationToken).ConfigureAwait(false);
        var address = await addresses.BaseAddressAsync(connector, connection, former, cancellationToken)
            .ConfigureAwait(false);
        var duration = (long)options.Value.CacheDuration.TotalMilliseconds;
        return new Route(connector, template, connection, runtime, shared.Intern(address))
        {
            Former = former,
            Headers = ConnectorHeaders.Follow(connector.Definition!, connection.Snapshot),
            Retries = RetryPolicy.Of(connector.Definition!, options.Value),
            Outcomes = StatedOutcomes.Of(connector.Definition!),
            Endpoints = EndpointIndex.Of(connector.Definition!),
            RereadAt = now + (duration / 2),
            StaleAt = now + duration,
        };
    }

    private async Task<(ConnectionTemplate?, Connection)> FindAsync(RouteKey key, CancellationToken cancellationToken)
    {
        if (key.Connection is { } id)
        {
            var found = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
            return (null, found ?? throw ConnectionErrors.NotFound(id));
        }

        var template = await templates.FindAsync(key.Template, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingTemplate.CreateErrorAsync(templates, key.Template, cancellationToken)
                .ConfigureAwait(false);
        return (template, await selector.SelectAsync(template, key.Owner, cancellationToken).ConfigureAwait(false));
    }
}

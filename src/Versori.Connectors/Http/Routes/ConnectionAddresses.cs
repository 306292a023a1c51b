using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Decides which addresses an existing connection calls. It follows a base URL to another path, but not to another
/// origin: that needs an approval, an upgrade or a reconnect.
/// </summary>
internal sealed class ConnectionAddresses(FormerDefinitions formers)
{
    /// <summary>How many versions are read to find the latest base URL before a move.</summary>
    private const int MaximumVersions = 50;

    /// <summary>The base address for a connection.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="former">The version of its snapshot; <see langword="null"/> if it is the connector's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">No version's base URL belongs to the connection's origins.</exception>
    public async ValueTask<Uri> BaseAddressAsync(
        Connector connector, Connection connection, FormerDefinition? former, CancellationToken cancellationToken)
    {
        var definition = connector.Definition!;
        var snapshot = connection.Snapshot;
        if (Follow(definition.BaseUrl, former?.BaseUrl, former, definition, snapshot) is { } current) return current;
        var oldest = Math.Max(snapshot.ConnectorVersion, connector.Version - MaximumVersions);
        for (var version = connector.Version - 1; version > oldest; version--)
        {
            var edition = await formers.FindAsync(connector, version, cancellationToken).ConfigureAwait(false);
            if (edition?.BaseUrl is not { } url) continue;
            if (Follow(url, former?.BaseUrl, former, definition, snapshot) is { } earlier) return earlier;
        }

        if (Allowed(former?.BaseUrl, definition, snapshot) is { } own) return own;
        throw NotAllowed(definition, connection);
    }

    /// <summary>The base address of an endpoint.</summary>
    public static Uri Of(ConnectorEndpoint endpoint, Route route)
    {
        var definition = route.Definition;
        var snapshot = route.Connection.Snapshot;
        if (route.Former is not { } former)
        {
            return endpoint.BaseUrl is { } url ? BaseAddresses.Evaluate(url, snapshot) : route.BaseAddress;
        }

        // The address that it had: its own, or the connector's.
        var formerOwn = former.OwnBaseUrlOf(endpoint.Id);
        var before = formerOwn is not null
            ? Allowed(formerOwn, definition, snapshot)
            : former.Has(endpoint.Id) ? route.BaseAddress : null;
        if (endpoint.BaseUrl is not { } own) return before ?? route.BaseAddress;
        return Follow(own, former.BaseUrlOf(endpoint.Id), former, definition, snapshot)
            ?? before
            ?? BaseAddresses.Evaluate(own, definition, snapshot);
    }

    /// <summary>
    /// The definition as an existing connection uses it: with the addresses and alternatives that hold for it.
    /// </summary>
    public async ValueTask<ConnectorDefinition> AdaptAsync(
        Connector connector, Connection connection, CancellationToken cancellationToken)
    {
        var definition = connector.Definition!;
        var former = await formers.FindAsync(connector, connection.Snapshot, cancellationToken).ConfigureAwait(false);
        if (former is null) return definition;
        var address = await BaseAddressAsync(connector, connection, former, cancellationToken).ConfigureAwait(false);
        return definition with
        {
            BaseUrl = address.AbsoluteUri.TrimEnd('/'),
            Endpoints =
            [
                .. definition.Endpoints
                    .Where(endpoint => former.Has(endpoint.Id) || endpoint.Id == definition.CheckEndpoint)
                    .Select(endpoint => Adapt(endpoint, former, definition, connection.Snapshot)),
            ],
        };
    }

    private static ConnectorEndpoint Adapt(
        ConnectorEndpoint endpoint, FormerDefinition former, ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        var adapted = endpoint with { AuthAlternatives = former.AlternativesOf(endpoint) };
        if (!former.Has(endpoint.Id)) return adapted;
        var before = former.OwnBaseUrlOf(endpoint.Id);
        var isFollowed = before is not null
            && endpoint.BaseUrl is { } url
            && Follow(url, before, former, definition, snapshot) is not null;
        return isFollowed ? adapted : adapted with { BaseUrl = before };
    }

    // Null if the URL is at an origin to which the connection may not send, or was moved to another of its origins.
    private static Uri? Follow(
        string url, string? before, FormerDefinition? former, ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        if (Allowed(url, definition, snapshot) is not { } address) return null;
        if (former is null || before is null || url == before) return address;
        if (BaseAddresses.TryEvaluate(before, definition, snapshot) is not { } known) return address;
        if (IsSameOrigin(known, address)) return address;
        // An origin that the version of the snapshot did not have was approved for the connection later.
        var hadOrigin = former.BaseUrls
            .Select(other => BaseAddresses.TryEvaluate(other, definition, snapshot))
            .Any(other => other is not null && IsSameOrigin(other, address));
        return hadOrigin ? null : address;
    }

    private static Uri? Allowed(string? url, ConnectorDefinition definition, AuthSnapshot snapshot) =>
        url is not null
        && BaseAddresses.TryEvaluate(url, definition, snapshot) is { } address
        && Origins.Contains([.. snapshot.Origins], address)
            ? address
            : null;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        string.Equals(Origins.Of(one), Origins.Of(other), StringComparison.OrdinalIgnoreCase);

    private static ConnectorException NotAllowed(ConnectorDefinition definition, Connection connection) =>
        ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"The connector '{definition.Id}' is now at {definition.BaseUrl}, but the connection '{connection.Name}' "
                + $"was created for {string.Join(", ", connection.Snapshot.Origins)}. Approve the new origin "
                + "(IConnectionMaintenance.ApproveOriginAsync), or connect again (IConnections.ReconnectAsync), to "
                + "send its credentials there.",
            connection.Id.ToString());
}

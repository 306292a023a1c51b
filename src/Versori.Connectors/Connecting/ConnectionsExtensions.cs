namespace Versori.Connectors;

/// <summary>Shorter calls for the usual cases of connecting.</summary>
public static class ConnectionsExtensions
{
    /// <summary>Connects the host itself to a connector that needs no inputs.</summary>
    /// <inheritdoc cref="IConnections.ConnectAsync" path="/exception" />
    /// <param name="connections">The connections.</param>
    /// <param name="connectorId">The connector.</param>
    /// <param name="name">A display name, unique within the connector.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Connection> ConnectAsync(
        this IConnections connections,
        ConnectorId connectorId,
        string name,
        Credential credential,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connections);
        var request = new ConnectRequest { ConnectorId = connectorId, Name = name, Credential = credential };
        return connections.ConnectAsync(request, cancellationToken);
    }
}

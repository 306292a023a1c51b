namespace Versori.Connectors;

/// <summary>The usual case of connecting in one line.</summary>
public static class ConnectionsExtensions
{
    /// <summary>Connects the host itself to a connector that needs no inputs.</summary>
    /// <inheritdoc cref="IConnections.ConnectAsync" path="/exception" />
    /// <param name="connections">The connections.</param>
    /// <param name="connectorId">The connector.</param>
    /// <param name="name">A name for people, unique within the connector.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Connection> ConnectAsync(
        this IConnections connections, ConnectorId connectorId, string name, Credential credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connections);
        return connections.ConnectAsync(new ConnectRequest { ConnectorId = connectorId, Name = name, Credential = credential }, cancellationToken);
    }
}

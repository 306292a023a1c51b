namespace Versori.Connectors;

/// <summary>Shorter calls for the usual cases of connecting.</summary>
public static class ConnectionsExtensions
{
    /// <summary>Connects the host itself, or another owner, to a connector that needs no inputs.</summary>
    /// <inheritdoc cref="IConnections.ConnectAsync" path="/exception" />
    /// <param name="connections">The connections.</param>
    /// <param name="connectorId">The connector.</param>
    /// <param name="name">A display name, unique within the connector and owner.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="owner">The owner of the connection. Default: the host itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Connection> ConnectAsync(
        this IConnections connections,
        ConnectorId connectorId,
        string name,
        Credential credential,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connections);
        return connections.ConnectAsync(
            new() { ConnectorId = connectorId, Name = name, Credential = credential, Owner = owner },
            cancellationToken);
    }
}

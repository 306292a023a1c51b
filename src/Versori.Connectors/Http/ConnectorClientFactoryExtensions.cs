namespace Versori.Connectors;

/// <summary>Creates clients for template and connection objects.</summary>
public static class ConnectorClientFactoryExtensions
{
    /// <summary>Creates a client for a template.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="template">The template.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    public static HttpClient CreateClient(
        this IConnectorClientFactory factory, ConnectionTemplate template, Owner owner = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(template);
        return factory.CreateClient(template.Id, owner);
    }

    /// <summary>Creates a client for a connection.</summary>
    public static HttpClient CreateClient(this IConnectorClientFactory factory, Connection connection)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(connection);
        return factory.CreateClient(connection.Id);
    }
}

namespace Versori.Connectors;

/// <summary>Creates clients for template and connection objects.</summary>
public static class ConnectorClientFactoryExtensions
{
    /// <summary>Creates a client for a template.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="template">The template.</param>
    /// <param name="owner">
    /// The owner of the connection, for templates that have one connection per owner, and only for those.
    /// </param>
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

    /// <summary>Creates a message handler for a template.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="template">The template.</param>
    /// <param name="owner">
    /// The owner of the connection, for templates that have one connection per owner, and only for those.
    /// </param>
    public static DelegatingHandler CreateHandler(
        this IConnectorClientFactory factory, ConnectionTemplate template, Owner owner = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(template);
        return factory.CreateHandler(template.Id, owner);
    }

    /// <summary>Creates a message handler for a connection.</summary>
    public static DelegatingHandler CreateHandler(this IConnectorClientFactory factory, Connection connection)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(connection);
        return factory.CreateHandler(connection.Id);
    }
}

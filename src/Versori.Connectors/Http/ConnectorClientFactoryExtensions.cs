namespace Versori.Connectors;

/// <summary>Clients for templates and connections that are at hand.</summary>
public static class ConnectorClientFactoryExtensions
{
    /// <summary>A client for a template.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="template">The template.</param>
    /// <param name="owner">On whose behalf it calls; for templates that have a connection per owner.</param>
    public static HttpClient CreateClient(this IConnectorClientFactory factory, ConnectionTemplate template, Owner owner = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(template);
        return factory.CreateClient(template.Id, owner);
    }

    /// <summary>A client for a connection.</summary>
    public static HttpClient CreateClient(this IConnectorClientFactory factory, Connection connection)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(connection);
        return factory.CreateClient(connection.Id);
    }
}

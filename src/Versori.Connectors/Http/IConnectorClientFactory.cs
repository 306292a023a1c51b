namespace Versori.Connectors;

/// <summary>
/// Makes clients with base address and auth applied. Clients are cheap and share their connections to the network; a
/// client may be kept, and goes on working when tokens are renewed.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IConnectorClientFactory
{
    /// <summary>A client for a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="owner">On whose behalf it calls; for templates that have a connection per owner.</param>
    /// <remarks>
    /// When the connection is not in use yet, it is looked up with the first request, which fails with a
    /// <see cref="ConnectorException"/> if there is none.
    /// </remarks>
    HttpClient CreateClient(TemplateId template, Owner owner = default);

    /// <summary>A client for a connection, whatever the templates.</summary>
    HttpClient CreateClient(ConnectionId connection);

    /// <summary>A client for a template, with its connection looked up now.</summary>
    /// <exception cref="ConnectorException">There is no such template, or no connection that it can use, or no credential can be had.</exception>
    ValueTask<HttpClient> CreateClientAsync(TemplateId template, Owner owner = default, CancellationToken cancellationToken = default);
}

namespace Versori.Connectors;

/// <summary>
/// Creates HTTP clients that have the base address and the authentication of a connection. Clients are cheap to create
/// and share their network connections. A client can be kept: it stays usable when tokens are refreshed. Paths are
/// relative to the base URL and begin without a slash, such as <c>GetAsync("users/me")</c>: a path with a slash
/// replaces the path of the base URL (RFC 3986 §5.2.2).
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IConnectorClientFactory
{
    /// <summary>Creates a client for a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="owner">
    /// The owner of the connection, for templates that have one connection per owner, and only for those.
    /// </param>
    /// <remarks>
    /// If the connection is not in use yet, the first request looks it up, and fails with a
    /// <see cref="ConnectorException"/> if there is none.
    /// </remarks>
    HttpClient CreateClient(TemplateId template, Owner owner = default);

    /// <summary>Creates a client for a connection, independently of templates.</summary>
    HttpClient CreateClient(ConnectionId connection);

    /// <summary>Creates a client for a template and looks up its connection immediately.</summary>
    /// <exception cref="ConnectorException">
    /// The template does not exist, has no connection to use, or no credential can be obtained.
    /// </exception>
    ValueTask<HttpClient> CreateClientAsync(
        TemplateId template, Owner owner = default, CancellationToken cancellationToken = default);

    /// <summary>Creates a message handler for a template, for libraries that create their own clients.</summary>
    /// <param name="template">The template.</param>
    /// <param name="owner">
    /// The owner of the connection, for templates that have one connection per owner, and only for those.
    /// </param>
    /// <returns>
    /// A handler that authenticates each request and sends it. It has no base address: the library's URLs must be those
    /// of the connection's origins. Any number of handlers can be created and disposed of independently. A library may
    /// replace its <see cref="DelegatingHandler.InnerHandler"/> before the first request, by a handler that does not
    /// follow redirects or can be made not to.
    /// </returns>
    DelegatingHandler CreateHandler(TemplateId template, Owner owner = default);

    /// <summary>
    /// Creates a message handler for a connection, independently of templates. The handler is like that for a template.
    /// </summary>
    DelegatingHandler CreateHandler(ConnectionId connection);
}

namespace Versori.Connectors.Connecting;

/// <summary>The errors that several parts of the engine report.</summary>
internal static class ConnectionErrors
{
    public static ConnectorException NotFound(ConnectionId id) => Create(
        ConnectorErrorCode.NotFound,
        $"There is no connection {id}; it may have been disconnected. IConnections.ListAsync lists those that exist.",
        id.ToString());

    public static ConnectorException ConnectorNotFound(ConnectorId id) => Create(
        ConnectorErrorCode.NotFound,
        $"There is no connector '{id}'. Apply a plan (IConnectorCatalog.ApplyAsync), or publish a definition "
            + "(PublishAsync). One that is declared with AddConnector or AddKnownSystem exists once the host has "
            + "started.",
        id.Value);

    public static ConnectorException NotPublished(ConnectorId id) => Create(
        ConnectorErrorCode.NotFound, $"The connector '{id}' has only a draft. Publish it before it is used "
            + "(IConnectorCatalog.PublishAsync).",
        id.Value);

    public static ConnectorException NameTaken(Connection? existing) => NameTaken(
        existing,
        "Choose another name, set ConnectRequest.WhenNameTaken, or replace the credentials of that one "
            + "(IConnections.ReconnectAsync).");

    public static ConnectorException NewNameTaken(Connection existing) => NameTaken(existing, "Choose another name.");

    public static ConnectorException NeedsReauthorization(Connection connection) => Create(
        ConnectorErrorCode.NeedsReauthorization,
        $"The connection '{connection.Name}' of '{connection.ConnectorId}' has to be connected again. "
            + connection.StatusReason,
        connection.Id.ToString());

    public static ConnectorException ClientDisposed() => Create(
        ConnectorErrorCode.Disposed,
        "The client or handler was disposed. Create another one (IConnectorClientFactory); a client can also be kept "
            + "as long as the host runs.");

    /// <summary>The TLS handshake failed (<see cref="HttpRequestError.SecureConnectionError"/>).</summary>
    public static ConnectorException UntrustedServer(
        string what, string host, string location, string consequence = "") => Create(
        ConnectorErrorCode.UntrustedServer,
        $"The TLS handshake with {what} at {host} failed: its certificate is not trusted or is for another host, "
            + $"or it refused the connection's.{consequence} For a private CA, give its certificate "
            + $"({nameof(ClientCertificateAuth)}.{nameof(ClientCertificateAuth.CertificateAuthorities)}, "
            + "or the field of that name).",
        location);

    public static ConnectorException Create(ConnectorErrorCode code, string message, string? location = null) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });

    private static ConnectorException NameTaken(Connection? existing, string remedy) => Create(
        ConnectorErrorCode.AlreadyExists,
        $"A connection '{existing?.Name}' of '{existing?.ConnectorId}' exists already for {existing?.Owner.InWords}. "
            + remedy,
        "name");
}

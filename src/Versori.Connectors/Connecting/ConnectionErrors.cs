namespace Versori.Connectors.Connecting;

/// <summary>The failures that several parts of the engine report in the same words.</summary>
internal static class ConnectionErrors
{
    public static ConnectorException NotFound(ConnectionId id) => Of(
        ConnectorErrorCode.NotFound, $"There is no connection {id}; it may have been disconnected.", id.ToString());

    public static ConnectorException ConnectorNotFound(ConnectorId id) => Of(
        ConnectorErrorCode.NotFound, $"There is no connector '{id}'. Apply a plan, or save a definition and publish it.", id.Value);

    public static ConnectorException NotPublished(ConnectorId id) => Of(
        ConnectorErrorCode.NotFound, $"The connector '{id}' has only a draft. Publish it before it is used.", id.Value);

    public static ConnectorException NeedsReauthorization(Connection connection) => Of(
        ConnectorErrorCode.NeedsReauthorization,
        $"The connection '{connection.Name}' of '{connection.ConnectorId}' has to be connected again. {connection.StatusReason}",
        connection.Id.ToString());

    /// <summary>TLS could not be agreed (<see cref="HttpRequestError.SecureConnectionError"/>).</summary>
    public static ConnectorException Untrusted(string what, string host, string location, string consequence = "") => Of(
        ConnectorErrorCode.UntrustedServer,
        $"TLS with {what} at {host} could not be agreed: its certificate is not trusted or is for another host, or it refused the connection's.{consequence} "
        + $"For a private CA, give its certificate ({nameof(ClientCertificateAuth)}.{nameof(ClientCertificateAuth.CertificateAuthorities)}, or the field of that name).",
        location);

    public static ConnectorException Of(ConnectorErrorCode code, string message, string? location = null) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}

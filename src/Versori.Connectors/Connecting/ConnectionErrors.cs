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

    public static ConnectorException TemplateNotFound(TemplateId id) => Of(
        ConnectorErrorCode.NotFound, $"There is no connection template '{id}'. Link one, or apply the integration's plan.", id.ToString());

    public static ConnectorException NeedsReauthorization(Connection connection) => Of(
        ConnectorErrorCode.NeedsReauthorization,
        $"The connection '{connection.Name}' of '{connection.ConnectorId}' has to be connected again. {connection.StatusReason}",
        connection.Id.ToString());

    public static ConnectorException Of(ConnectorErrorCode code, string message, string? location = null) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}

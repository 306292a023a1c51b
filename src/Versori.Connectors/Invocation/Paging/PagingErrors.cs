namespace Versori.Connectors.Invocation;

/// <summary>The errors of reading pages.</summary>
internal static class PagingErrors
{
    public static ConnectorException Create(
        ConnectorErrorCode code, string endpointId, string message, string? location = null) =>
        new(new ConnectorError
        {
            Code = code,
            Message = $"The pages of '{endpointId}' cannot be read. {message}",
            Location = location ?? endpointId,
        });

    public static ConnectorException Invalid(string endpointId, string message, string? location = null) =>
        Create(ConnectorErrorCode.InvalidResponse, endpointId, message, location);

    public static ConnectorException NotPaged(string endpointId) => Create(
        ConnectorErrorCode.NotSupported,
        endpointId,
        $"Its definition does not state how. Set {nameof(ConnectorEndpoint)}.{nameof(ConnectorEndpoint.Paging)}, or "
            + $"{nameof(ListOptions)}.{nameof(ListOptions.Paging)} for one call.");

    public static ConnectorException Argument(string endpointId, string message, string name) =>
        Create(ConnectorErrorCode.InvalidArgument, endpointId, message, name);

    public static ConnectorException Repeated(string endpointId, PagingPlace found) => Invalid(
        endpointId,
        "A position occurred before, so that the list would never end. The external system ignores the position that "
            + $"it is sent, or '{found}' is not where it states the next one.",
        found.ToString());

    /// <summary>A response that is a failure, by its status or by the rules of the connector.</summary>
    public static ConnectorException Failed(string endpointId, ConnectorError error) => new(error with
    {
        Message = $"A page of '{endpointId}' was not returned. {error.Message}",
        Location = endpointId,
    });
}

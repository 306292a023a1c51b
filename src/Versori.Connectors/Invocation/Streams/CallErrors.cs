using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>The typed errors of calls that did not receive a whole response.</summary>
internal static class CallErrors
{
    /// <summary>
    /// Returns the error of a failure; <see langword="null"/> if it is not one of the network or the time.
    /// </summary>
    public static ConnectorException? Of(
        Exception exception, ConnectorDefinition definition, HttpRequestMessage request, CallScope scope) =>
        exception switch
        {
            OperationCanceledException when scope.HasTimedOut =>
                Unreachable(definition, request, $"it did not respond within {scope.Limit}"),
            HttpRequestException failure => Unreachable(definition, request, failure.HttpRequestError.ToString()),
            UnreadableContentException or InvalidDataException => ConnectionErrors.Create(
                ConnectorErrorCode.InvalidResponse,
                $"The response of '{definition.Title}' could not be read. {exception.Message}",
                "Content-Encoding"),
            IOException => Unreachable(definition, request, "the response ended early"),
            _ => null,
        };

    /// <summary>The error of a call whose time limit passed before there was a request.</summary>
    public static ConnectorException TooSlow(string endpointId, TimeSpan limit) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.Unavailable,
        Message = $"The connection of the call was not ready within {limit}.",
        Location = endpointId,
        IsTransient = true,
    });

    private static ConnectorException Unreachable(
        ConnectorDefinition definition, HttpRequestMessage request, string why) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"'{definition.Title}' at {request.RequestUri!.Authority} could not be reached ({why}).",
            Location = definition.Id.Value,
            IsTransient = true,
        });
}

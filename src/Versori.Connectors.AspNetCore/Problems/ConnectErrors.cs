namespace Versori.Connectors.AspNetCore.Problems;

/// <summary>The errors of requests, which become problem details.</summary>
internal static class ConnectErrors
{
    public static ConnectorException Invalid(string message, string location) =>
        Of(ConnectorErrorCode.InvalidArgument, message, location);

    /// <summary>The same for what does not exist and what is somebody else's: nothing is told about others.</summary>
    public static ConnectorException NotFound(string kind, string? location) =>
        Of(ConnectorErrorCode.NotFound, $"The {kind} does not exist, or is not yours.", location ?? "");

    public static ConnectorException Of(ConnectorErrorCode code, string message, string location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}

using Microsoft.Extensions.Logging;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>What the web face logs: never values of forms, URLs of sign-ins or tokens.</summary>
internal static partial class ConnectLog
{
    [LoggerMessage(3001, LogLevel.Error, "The route '{Route}' of the Connect page was refused: {Problem}")]
    public static partial void RouteWithoutAuthorization(this ILogger logger, string route, string problem);

    [LoggerMessage(3002, LogLevel.Error, "A store failed during a request to the route '{Route}' of the Connect page.")]
    public static partial void StoreFailed(this ILogger logger, Exception exception, string route);

    [LoggerMessage(3003, LogLevel.Information, "A request to the route '{Route}' of the Connect page was not read.")]
    public static partial void RequestNotRead(this ILogger logger, Exception exception, string route);

    [LoggerMessage(3004, LogLevel.Information, "A request to the route '{Route}' of the Connect page failed: {Code}.")]
    public static partial void RequestFailed(this ILogger logger, string route, ConnectorErrorCode code);

    [LoggerMessage(3005, LogLevel.Information, "A webhook of the connector '{Connector}' was refused: {Outcome}.")]
    public static partial void WebhookRefused(this ILogger logger, string connector, WebhookOutcome outcome);

    [LoggerMessage(3007, LogLevel.Warning,
        "A webhook of the connector '{Connector}' cannot be verified, because its secret is not stored. Set it with "
        + "IWebhookSecrets.SetAsync.")]
    public static partial void WebhookHasNoSecret(this ILogger logger, string connector);

    [LoggerMessage(3006, LogLevel.Error, "A webhook of the connector '{Connector}' was verified and not received.")]
    public static partial void WebhookNotReceived(this ILogger logger, Exception exception, string connector);
}

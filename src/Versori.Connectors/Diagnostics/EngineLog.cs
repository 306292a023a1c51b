using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Diagnostics;

/// <summary>The log messages of the engine. They contain ids and names, and never the value of a credential.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId} of connector {ConnectorId}: {Kind}")]
    public static partial void ConnectionChanged(
        this ILogger logger, ConnectionEventKind kind, ConnectionId connectionId, ConnectorId connectorId);

    [LoggerMessage(2, LogLevel.Error, "Observer {Observer} failed on {Kind} of connection {ConnectionId}")]
    public static partial void ObserverFailed(
        this ILogger logger, Exception exception, string observer, ConnectionEventKind kind, ConnectionId connectionId);

    [LoggerMessage(3, LogLevel.Warning,
        "Refreshing connection {ConnectionId} failed and is retried in {Wait}: {Reason}")]
    public static partial void RefreshFailed(
        this ILogger logger, ConnectionId connectionId, TimeSpan wait, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Connection {ConnectionId} has to be connected again: {Reason}")]
    public static partial void RefreshRefused(this ILogger logger, ConnectionId connectionId, string reason);

    [LoggerMessage(5, LogLevel.Error,
        "The refreshed token of connection {ConnectionId} could not be saved; it is kept in memory and saved "
        + "with the next refresh")]
    public static partial void TokenNotSaved(this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(6, LogLevel.Warning, "The stores did not respond; {Route} uses the data that was read before")]
    public static partial void StoreUnavailable(this ILogger logger, Exception exception, string route);

    [LoggerMessage(7, LogLevel.Warning,
        "Secrets of connection {ConnectionId} could not be deleted; nothing refers to them any more")]
    public static partial void SecretsLeftBehind(this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(8, LogLevel.Error,
        "The background refresh of due tokens failed; it is retried with the next interval")]
    public static partial void SweepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Debug, "Connection {ConnectionId} could not be refreshed in the background: {Code}")]
    public static partial void SweptConnectionFailed(
        this ILogger logger, ConnectionId connectionId, ConnectorErrorCode code);

    [LoggerMessage(10, LogLevel.Warning,
        "Listening to changes of other processes failed and is retried in {Wait}; until then changes are "
        + "noticed with a delay")]
    public static partial void StoreChangesInterrupted(this ILogger logger, Exception exception, TimeSpan wait);

    [LoggerMessage(11, LogLevel.Warning,
        "The rejection of the credential of connection {ConnectionId} could not be reported")]
    public static partial void RejectionNotReported(
        this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(15, LogLevel.Warning,
        "The refresh of connection {ConnectionId} starts over: its lock was lost, or another process refreshed it")]
    public static partial void RefreshStartedOver(this ILogger logger, ConnectionId connectionId);

    [LoggerMessage(12, LogLevel.Error, "The audit entry {EntryId} ({Action}) could not be kept")]
    public static partial void AuditEntryNotKept(
        this ILogger logger, Exception exception, AuditAction action, Guid entryId);

    [LoggerMessage(13, LogLevel.Error, "Audit observer {Observer} failed on {Action}")]
    public static partial void AuditObserverFailed(
        this ILogger logger, Exception exception, string observer, AuditAction action);

    [LoggerMessage(14, LogLevel.Error, "The host could not say who does something; the audit entry has no actor")]
    public static partial void AuditActorUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(16, LogLevel.Warning,
        "The limit {Key} could not be shared with other processes; this one goes on with what it had")]
    public static partial void LimitNotClaimed(this ILogger logger, Exception exception, string key);

    [LoggerMessage(20, LogLevel.Debug, "{Method} {Address} returned {Status} after {Milliseconds} ms")]
    public static partial void RequestCompleted(
        this ILogger logger, string method, string address, int status, double milliseconds);

    [LoggerMessage(21, LogLevel.Debug, "{Method} {Address} failed with {Failure} after {Milliseconds} ms")]
    public static partial void RequestFailed(
        this ILogger logger, string method, string address, string failure, double milliseconds);

    [LoggerMessage(30, LogLevel.Warning,
        "The tokens of the disconnected connection {ConnectionId} could not be revoked at the external "
        + "system: {Reason}")]
    public static partial void TokenNotRevoked(this ILogger logger, ConnectionId connectionId, string reason);

    [LoggerMessage(40, LogLevel.Warning,
        "Secrets of the sign-in {Authorization} could not be deleted; nothing refers to them any more")]
    public static partial void SignInSecretsNotDeleted(this ILogger logger, Exception exception, string authorization);
}

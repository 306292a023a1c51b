using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Diagnostics;

/// <summary>Everything that the stores log. Ids and names only.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(60, LogLevel.Warning, "The secret {Reference} cannot be opened: its key is not in the key ring, or it was made for another reference. What needs it has to be connected again")]
    public static partial void SecretNotOpened(this ILogger logger, string reference);

    [LoggerMessage(61, LogLevel.Warning, "The lock of connection {ConnectionId} could not be released; it ends by itself")]
    public static partial void LockNotReleased(this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(62, LogLevel.Warning, "The lock of connection {ConnectionId} could not be prolonged; another process may renew the connection too")]
    public static partial void LockNotProlonged(this ILogger logger, Exception exception, ConnectionId connectionId);
}

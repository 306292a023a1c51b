using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Diagnostics;

/// <summary>The log messages of the stores. They contain ids and names only.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(60, LogLevel.Warning,
        "The secret {Reference} cannot be decrypted: its key is not in the key ring, or it was encrypted for another "
        + "reference. Its connection must be connected again")]
    public static partial void SecretNotOpened(this ILogger logger, string reference);

    [LoggerMessage(61, LogLevel.Warning,
        "The lock of connection {ConnectionId} could not be released; it expires by itself")]
    public static partial void LockNotReleased(this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(62, LogLevel.Warning,
        "The lock of connection {ConnectionId} could not be extended; another process may refresh the connection too")]
    public static partial void LockNotExtended(this ILogger logger, Exception exception, ConnectionId connectionId);

    [LoggerMessage(63, LogLevel.Warning,
        "The lock of connection {ConnectionId} was lost: this process paused for longer than its lease, and another "
        + "process took the lock")]
    public static partial void LockLost(this ILogger logger, ConnectionId connectionId);

    [LoggerMessage(64, LogLevel.Information,
        "{Count} migrations of the database were applied, the last is {Migration}")]
    public static partial void MigrationsApplied(this ILogger logger, int count, string migration);
}

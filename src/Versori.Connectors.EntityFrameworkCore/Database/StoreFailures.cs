using System.Data.Common;
using System.Net.Sockets;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Translates exceptions of drivers and files to <see cref="ConnectorStoreException"/>.</summary>
internal static class StoreFailures
{
    /// <summary>Whether the value of a unique key is already taken.</summary>
    public static bool IsDuplicateKey(Exception exception, IDriverErrors driver) =>
        FindCause(exception) is DbException cause && driver.IsDuplicateKey(cause);

    /// <summary>Whether a file could not be written because the disk, or this user's quota of it, is full.</summary>
    public static bool IsDiskFull(Exception? exception) => exception switch
    {
        null => false,
        IOException { HResult: var code } when IsDiskFull(code) => true,
        _ => IsDiskFull(exception.InnerException),
    };

    /// <summary>Translates an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="driver">The driver's exceptions; <see langword="null"/> if the engine is not known yet.</param>
    /// <returns>
    /// The exception to throw instead; <see langword="null"/> if this one does not concern the database.
    /// </returns>
    public static ConnectorStoreException? Translate(Exception exception, IDriverErrors? driver)
    {
        if (exception is OperationCanceledException or ConnectorStoreException or ConnectorException) return null;
        if (exception is ObjectDisposedException) return Disposed(exception);

        return Explain(FindCause(exception), driver) is { } explained
            ? new(explained.Failure, explained.Message, exception)
            : null;
    }

    public static ConnectorStoreException Disposed(Exception? exception = null) => new(
        ConnectorStoreFailure.Disposed,
        "The services of the host were disposed. Stores can be used only as long as the service provider that they "
        + "come from; take them from a running host.",
        exception);

    /// <summary>
    /// The exception that tells what went wrong: Entity Framework wraps the driver's exceptions once or twice.
    /// </summary>
    public static Exception? FindCause(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (IsCause(inner)) return inner;
        }

        return null;
    }

    private static bool IsCause(Exception exception) => exception is DbException { InnerException: not DbException }
        or SocketException or TimeoutException or IOException or UnauthorizedAccessException;

    private static (ConnectorStoreFailure Failure, string Message)? Explain(
        Exception? cause, IDriverErrors? driver) => cause switch
        {
            DbException error => Explain(error, driver),
            SocketException or TimeoutException =>
                (ConnectorStoreFailure.Unavailable, "The database server does not respond."),
            IOException io when IsDiskFull(io) =>
                (ConnectorStoreFailure.OutOfSpace, "The disk of the database's file is full."),
            IOException => (ConnectorStoreFailure.Unavailable, "The database's file could not be used."),
            UnauthorizedAccessException =>
                (ConnectorStoreFailure.AccessDenied, "This user may not use the database's file or folder."),
            _ => null,
        };

    private static (ConnectorStoreFailure Failure, string Message)? Explain(DbException error, IDriverErrors? driver) =>
        driver?.IsMissingTable(error) is true
            ? (ConnectorStoreFailure.NotMigrated,
                "The tables of Versori.Connectors are missing. Apply the migrations: set MigrateAtStart, call "
                + "ConnectorDatabase.MigrateAsync, or apply those of the host's own context.")
            : driver?.Explain(error) ?? (ConnectorStoreFailure.Failed, "The database failed.");

    // Windows: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL. Elsewhere the number of the operating system: ENOSPC, and
    // EDQUOT of Linux and of BSD.
    private static bool IsDiskFull(int code) =>
        OperatingSystem.IsWindows() ? (code & 0xFFFF) is 39 or 112 : code is 28 or 122 or 69;
}

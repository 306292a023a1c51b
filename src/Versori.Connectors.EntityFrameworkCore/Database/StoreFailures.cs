using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Says in the library's words what a driver's exception means.</summary>
internal static class StoreFailures
{
    /// <summary>Whether a unique key is taken.</summary>
    public static bool IsDuplicate(Exception exception) => Driver(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>Whether a SQLite file was locked by another process.</summary>
    public static bool IsBusy(Exception exception) => Driver(exception) is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL };

    /// <summary>Whether a table is missing.</summary>
    public static bool IsMissingTable(Exception exception) => Driver(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == raw.SQLITE_ERROR && sqlite.Message.Contains("no such table", StringComparison.Ordinal),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName,
        _ => false,
    };

    /// <summary>Whether a file could not be written for want of room: the disk is full, or this user's part of it.</summary>
    public static bool IsDiskFull(Exception? exception) => exception switch
    {
        null => false,
        // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL; elsewhere the number of the operating system: ENOSPC, and EDQUOT of Linux and of BSD.
        IOException io when (OperatingSystem.IsWindows() ? (io.HResult & 0xFFFF) is 112 or 39 : io.HResult is 28 or 122 or 69) => true,
        _ => IsDiskFull(exception.InnerException),
    };

    /// <summary>The exception to throw instead; <see langword="null"/>: this one, it is not about the database.</summary>
    public static ConnectorStoreException? Translate(Exception exception)
    {
        if (exception is OperationCanceledException or ConnectorStoreException or ConnectorException) return null;
        var (failure, message) = IsMissingTable(exception)
            ? (ConnectorStoreFailure.NotMigrated, "The tables of Versori.Connectors are missing. Apply the migrations: MigrateAtStart, ConnectorDatabase.MigrateAsync, or those of the host's own context.")
            : Driver(exception) switch
            {
                SqliteException sqlite => Of(sqlite),
                PostgresException postgres => Of(postgres),
                // The driver has no other sign for it than its words.
                NpgsqlException npgsql when npgsql.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => (
                    ConnectorStoreFailure.Unavailable, "All connections to the database server are in use: Maximum Pool Size in the connection string allows more."),
                NpgsqlException or SocketException or TimeoutException => (ConnectorStoreFailure.Unavailable, "The database server does not answer."),
                DbException => (ConnectorStoreFailure.Failed, "The database failed."),
                IOException io when IsDiskFull(io) => (ConnectorStoreFailure.Full, "There is no room left for the database's file."),
                IOException => (ConnectorStoreFailure.Unavailable, "The database's file could not be used."),
                UnauthorizedAccessException => (ConnectorStoreFailure.AccessDenied, "This user may not use the database's file or folder."),
                _ => default,
            };
        return message is null ? null : new(failure, message, exception);
    }

    private static (ConnectorStoreFailure Failure, string Message) Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        // The last one: every place among the log's readers stayed taken.
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => (ConnectorStoreFailure.Unavailable, "The database stayed locked by another process for too long."),
        raw.SQLITE_READONLY => (ConnectorStoreFailure.ReadOnly, "The database's file or its folder cannot be written to."),
        raw.SQLITE_FULL => (ConnectorStoreFailure.Full, "There is no room left for the database's file."),
        raw.SQLITE_CANTOPEN => (ConnectorStoreFailure.InvalidConfiguration, "The database's file cannot be opened; check its path and its permissions."),
        raw.SQLITE_PERM or raw.SQLITE_AUTH => (ConnectorStoreFailure.AccessDenied, "This user may not use the database's file."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (ConnectorStoreFailure.Damaged, "The file is not a SQLite database, or it is damaged."),
        raw.SQLITE_IOERR => (ConnectorStoreFailure.Unavailable, "The database's file could not be read or written."),
        _ => (ConnectorStoreFailure.Failed, "The database failed."),
    };

    // PostgreSQL Appendix A, error codes: the first two characters are the class.
    private static (ConnectorStoreFailure Failure, string Message) Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.DiskFull => (ConnectorStoreFailure.Full, "There is no room left on the database server."),
        PostgresErrorCodes.ReadOnlySqlTransaction => (ConnectorStoreFailure.ReadOnly, "The database server only reads; it may be a standby."),
        PostgresErrorCodes.InvalidCatalogName => (ConnectorStoreFailure.InvalidConfiguration, "The database server has no such database."),
        PostgresErrorCodes.ProtocolViolation when exception.MessageText.Contains("startup parameter", StringComparison.Ordinal) => (
            ConnectorStoreFailure.InvalidConfiguration,
            "A pooler before the database server refuses what locks need, which is a session of their own: let the connection string lead past it."),
        PostgresErrorCodes.InsufficientPrivilege => (ConnectorStoreFailure.AccessDenied, "The database refuses this to its user."),
        ['2', '8', ..] => (ConnectorStoreFailure.AccessDenied, "The database server refuses this user or password."),
        ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] => (ConnectorStoreFailure.Unavailable, "The database server cannot serve this for the moment."),
        ['4', '0', ..] or PostgresErrorCodes.LockNotAvailable => (ConnectorStoreFailure.Unavailable, "The database could not serve this beside what others do."),
        ['X', 'X', ..] => (ConnectorStoreFailure.Damaged, "The database reports damage."),
        _ => (ConnectorStoreFailure.Failed, $"The database failed with {exception.SqlState}."),
    };

    // Entity Framework wraps what the driver threw, once or twice.
    private static Exception? Driver(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is DbException { InnerException: not DbException } or SocketException or TimeoutException or IOException or UnauthorizedAccessException) return inner;
        }

        return null;
    }
}

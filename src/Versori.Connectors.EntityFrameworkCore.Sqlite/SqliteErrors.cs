using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>The meaning of SQLite's result codes.</summary>
internal sealed class SqliteErrors : IDriverErrors
{
    /// <summary>Whether another process held a lock of the file.</summary>
    /// <remarks>SQLITE_PROTOCOL: all places for readers of the write-ahead log stayed taken.</remarks>
    public static bool IsBusy(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL;

    public bool IsDuplicateKey(DbException exception) => exception is SqliteException
    {
        SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY,
    };

    public bool IsMissingTable(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR }
        && exception.Message.Contains("no such table", StringComparison.Ordinal);

    public (ConnectorStoreFailure Failure, string Message)? Explain(DbException exception) =>
        exception is SqliteException sqlite ? Explain(sqlite) : null;

    private static (ConnectorStoreFailure Failure, string Message) Explain(
        SqliteException exception) => exception switch
        {
            _ when IsBusy(exception) =>
                (ConnectorStoreFailure.Unavailable, "The database stayed locked by another process for too long."),
            { SqliteErrorCode: raw.SQLITE_READONLY } =>
                (ConnectorStoreFailure.ReadOnly, "The database's file or its folder cannot be written to."),
            { SqliteErrorCode: raw.SQLITE_FULL } =>
                (ConnectorStoreFailure.OutOfSpace, "The disk of the database's file is full."),
            { SqliteErrorCode: raw.SQLITE_CANTOPEN } =>
                (ConnectorStoreFailure.InvalidConfiguration,
                    "The database's file cannot be opened; check its path and its permissions."),
            { SqliteErrorCode: raw.SQLITE_PERM or raw.SQLITE_AUTH } =>
                (ConnectorStoreFailure.AccessDenied, "This user may not use the database's file."),
            { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } =>
                (ConnectorStoreFailure.Corrupted, "The file is not a SQLite database, or it is damaged."),
            { SqliteErrorCode: raw.SQLITE_IOERR } =>
                (ConnectorStoreFailure.Unavailable, "The database's file could not be read or written."),
            _ => (ConnectorStoreFailure.Failed, "The database failed."),
        };
}

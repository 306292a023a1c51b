using System.Data.Common;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>The meaning of PostgreSQL's error codes (PostgreSQL, Appendix A).</summary>
internal sealed class PostgreSqlErrors : IDriverErrors
{
    public bool IsDuplicateKey(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public bool IsMissingTable(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName,
    };

    public (ConnectorStoreFailure Failure, string Message)? Explain(DbException exception) => exception switch
    {
        PostgresException server => Explain(server),
        NpgsqlException when IsPoolExhausted(exception) => (
            ConnectorStoreFailure.Unavailable,
            "All connections to the database server are in use. Increase Maximum Pool Size in the connection string."),
        NpgsqlException => (ConnectorStoreFailure.Unavailable, "The database server does not respond."),
        _ => null,
    };

    // The driver reports it in no other way than by this message.
    private static bool IsPoolExhausted(DbException exception) =>
        exception.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    // The first two characters of a code are its class.
    private static (ConnectorStoreFailure Failure, string Message) Explain(
        PostgresException exception) => exception.SqlState switch
        {
            PostgresErrorCodes.DiskFull =>
                (ConnectorStoreFailure.OutOfSpace, "The disk of the database server is full."),
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                (ConnectorStoreFailure.ReadOnly, "The database server is read-only; it may be a standby."),
            PostgresErrorCodes.InvalidCatalogName =>
                (ConnectorStoreFailure.InvalidConfiguration, "The database server has no such database."),
            PostgresErrorCodes.ProtocolViolation when IsRefusedByPooler(exception) => (
                ConnectorStoreFailure.InvalidConfiguration,
                "A pooler in front of the database server refuses the sessions that locks need. Use a connection "
                + "string that connects to the server directly."),
            PostgresErrorCodes.InsufficientPrivilege =>
                (ConnectorStoreFailure.AccessDenied, "The database user lacks the permission for this."),
            PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter =>
                (ConnectorStoreFailure.Failed, "PostgreSQL cannot store a text that contains a NUL character."),
            ['2', '8', ..] =>
                (ConnectorStoreFailure.AccessDenied, "The database server refuses this user or password."),
            ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] =>
                (ConnectorStoreFailure.Unavailable, "The database server is temporarily unavailable."),
            ['4', '0', ..] or PostgresErrorCodes.LockNotAvailable =>
                (ConnectorStoreFailure.Unavailable,
                    "The database canceled the work because of concurrent transactions."),
            ['X', 'X', ..] => (ConnectorStoreFailure.Corrupted, "The database reports damage."),
            _ => (ConnectorStoreFailure.Failed, $"The database failed with {exception.SqlState}."),
        };

    private static bool IsRefusedByPooler(PostgresException exception) =>
        exception.MessageText.Contains("startup parameter", StringComparison.Ordinal);
}

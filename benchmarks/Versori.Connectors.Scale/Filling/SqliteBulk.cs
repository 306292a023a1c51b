using Microsoft.Data.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.Scale.Filling;

/// <summary>Prepared inserts in large transactions.</summary>
internal sealed class SqliteBulk : IBulk
{
    private const int RowsPerTransaction = 50_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _connections;
    private readonly SqliteCommand _secrets;
    private SqliteTransaction _transaction;
    private int _rows;

    public SqliteBulk(SqliteConnection connection)
    {
        _connection = connection;
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;";
        pragmas.ExecuteNonQuery();
        _connections = Insert(
            "versori_connections", "Id", "ConnectorId", "Owner", "Name", "Revision", "Format", "Payload");
        _secrets = Insert("versori_secrets", "ScopeKind", "ScopeId", "Name", "Version", "Format", "Protected");
        _transaction = connection.BeginTransaction();
    }

    public ValueTask WriteAsync(ConnectionRow row) =>
        Run(_connections, row.Id, row.ConnectorId, row.Owner, row.Name, row.Revision, row.Format, row.Payload);

    public ValueTask WriteAsync(SecretRow row) =>
        Run(_secrets, row.ScopeKind, row.ScopeId, row.Name, row.Version, row.Format, row.Protected);

    public ValueTask CompleteAsync()
    {
        _transaction.Commit();
        using var checkpoint = _connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        checkpoint.ExecuteNonQuery();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connections.DisposeAsync();
        await _secrets.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private SqliteCommand Insert(string table, params string[] columns)
    {
        var command = _connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES "
                + $"({string.Join(", ", columns.Select((_, number) => $"@p{number}"))})";
        for (var number = 0; number < columns.Length; number++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{number}" });
        return command;
    }

    private ValueTask Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var number = 0; number < values.Length; number++) command.Parameters[number].Value = values[number];
        command.Transaction = _transaction;
        command.ExecuteNonQuery();
        if (++_rows % RowsPerTransaction != 0) return default;
        _transaction.Commit();
        _transaction.Dispose();
        _transaction = _connection.BeginTransaction();
        return default;
    }
}

using Npgsql;
using NpgsqlTypes;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.Scale.Filling;

/// <summary>One COPY for each table.</summary>
internal sealed class PostgresBulk(NpgsqlConnection first, NpgsqlConnection second) : IBulk
{
    private readonly NpgsqlBinaryImporter _connections = first.BeginBinaryImport(
        """COPY versori_connections ("Id", "ConnectorId", "Owner", "Name", "Revision", "Format", "Payload") FROM """
            + """STDIN (FORMAT BINARY)""");

    private readonly NpgsqlBinaryImporter _secrets = second.BeginBinaryImport(
        """COPY versori_secrets ("ScopeKind", "ScopeId", "Name", "Version", "Format", "Protected") FROM STDIN """
            + """(FORMAT BINARY)""");

    public async ValueTask WriteAsync(ConnectionRow row)
    {
        await _connections.StartRowAsync();
        await _connections.WriteAsync(row.Id, NpgsqlDbType.Uuid);
        await _connections.WriteAsync(row.ConnectorId, NpgsqlDbType.Text);
        await _connections.WriteAsync(row.Owner, NpgsqlDbType.Text);
        await _connections.WriteAsync(row.Name, NpgsqlDbType.Text);
        await _connections.WriteAsync(row.Revision, NpgsqlDbType.Bigint);
        await _connections.WriteAsync(row.Format, NpgsqlDbType.Integer);
        await _connections.WriteAsync(row.Payload, NpgsqlDbType.Text);
    }

    public async ValueTask WriteAsync(SecretRow row)
    {
        await _secrets.StartRowAsync();
        await _secrets.WriteAsync(row.ScopeKind, NpgsqlDbType.Text);
        await _secrets.WriteAsync(row.ScopeId, NpgsqlDbType.Text);
        await _secrets.WriteAsync(row.Name, NpgsqlDbType.Text);
        await _secrets.WriteAsync(row.Version, NpgsqlDbType.Text);
        await _secrets.WriteAsync(row.Format, NpgsqlDbType.Integer);
        await _secrets.WriteAsync(row.Protected, NpgsqlDbType.Bytea);
    }

    public async ValueTask CompleteAsync()
    {
        await _secrets.CompleteAsync();
        await _connections.CompleteAsync();
        await _connections.DisposeAsync();
        await _secrets.DisposeAsync();
        await using var analyze = first.CreateCommand();
        analyze.CommandText = "ANALYZE";
        await analyze.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Versori.Connectors.Soak.Databases;

/// <summary>The database that all processes of a run share, as passed to each of them.</summary>
/// <param name="Engine">The database engine.</param>
/// <param name="Address">A file or a connection string.</param>
/// <param name="KeyDirectory">The folder with the keys of its secrets.</param>
internal sealed record SharedDatabase(string Engine, string Address, string KeyDirectory)
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    public string[] Arguments => [Engine, Address, KeyDirectory];

    /// <summary>Creates a host that uses it.</summary>
    public ServiceProvider Open(
        Action<VersoriConnectorsOptions>? options = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = services.AddVersoriConnectors(options);
        if (Engine == Sqlite) builder.UseSqlite(Address, database => database.KeyDirectory = KeyDirectory);
        else
            builder.UsePostgreSql(
                Address, database => (database.KeyDirectory, database.MigrateAtStart) = (KeyDirectory, true));
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>The connections that have secrets, whether or not the connections exist.</summary>
    public async Task<IReadOnlyList<ConnectionId>> ConnectionsWithSecretsAsync()
    {
        const string Query = "SELECT DISTINCT \"ScopeId\" FROM versori_secrets WHERE \"ScopeKind\" = 'connection'";
        await using System.Data.Common.DbConnection connection = Engine == Sqlite
            ? new SqliteConnection($"Data Source={Address};Pooling=false")
            : new NpgsqlConnection(Address);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Query;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<ConnectionId>();
        while (await rows.ReadAsync()) found.Add(ConnectionId.Parse(rows.GetString(0)));
        return found;
    }
}

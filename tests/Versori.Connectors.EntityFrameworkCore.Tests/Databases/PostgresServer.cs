using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Soak.Databases;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>
/// The PostgreSQL server of all tests: the one in <c>VERSORI_TEST_POSTGRES</c>, or one that is started for the run if
/// PostgreSQL is installed on this machine. Without either its tests are skipped, or fail if
/// <c>VERSORI_REQUIRE_POSTGRES</c> is 1.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string HowToTurnOn =
        "No PostgreSQL: install it (Debian: apt-get install postgresql), or set VERSORI_TEST_POSTGRES to a "
            + "connection string whose user may create databases.";

    private static readonly Lazy<PostgresServer?> Server = new(Find);

    private PostgresProgram? _program;

    /// <summary>A connection string without a database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The server's files, if it was started for the run.</summary>
    public string? DataFolder => _program?.DataFolder;

    /// <summary>The server; the test is skipped if there is none.</summary>
    public static PostgresServer Get() => Server.Value ?? Missing<PostgresServer>();

    /// <summary>Skips or fails the test because there is no server.</summary>
    public static T Missing<T>()
    {
        if (Environment.GetEnvironmentVariable("VERSORI_REQUIRE_POSTGRES") == "1") Assert.Fail(HowToTurnOn);
        Assert.Skip(HowToTurnOn);
        return default!;
    }

    /// <summary>The connection string of a database that may not exist yet.</summary>
    public string For(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString)
            {
                Database = database,
                Pooling = false,
            }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // The assembly's fixture is a separate instance; it stops the server that was started.
    public void Dispose()
    {
        if (!Server.IsValueCreated || Server.Value?._program is not { } program) return;
        NpgsqlConnection.ClearAllPools();
        program.Dispose();
    }

    private static PostgresServer? Find()
    {
        if (Environment.GetEnvironmentVariable("VERSORI_TEST_POSTGRES") is { Length: > 0 } given)
            return new() { ConnectionString = given };
        return PostgresProgram.TryStart() is { } program
            ? new() { _program = program, ConnectionString = program.ConnectionString }
            : null;
    }
}

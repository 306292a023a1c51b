using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>
/// The PostgreSQL server of all tests: the one that <c>VERSORI_TEST_POSTGRES</c> names, or one that is started here for the
/// run when there is a server's program on this machine. Without either its tests are skipped, or fail where
/// <c>VERSORI_REQUIRE_POSTGRES</c> is 1.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string HowToTurnOn = "No PostgreSQL: install it (Debian: apt-get install postgresql), or set VERSORI_TEST_POSTGRES to a connection string whose user may create databases.";

    private static readonly Lazy<PostgresServer?> Server = new(Find);

    private Process? _process;
    private string? _folder;

    /// <summary>A connection string without a database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The server's files, when it was started here.</summary>
    public string? DataFolder => _folder is null ? null : Path.Combine(_folder, "data");

    /// <summary>The server; the test is skipped when there is none.</summary>
    public static PostgresServer Get()
    {
        if (Server.Value is { } server) return server;
        if (Environment.GetEnvironmentVariable("VERSORI_REQUIRE_POSTGRES") == "1") Assert.Fail(HowToTurnOn);
        Assert.Skip(HowToTurnOn);
        return null!;
    }

    /// <summary>A database that may not exist yet.</summary>
    public string For(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // The assembly's fixture is another instance than the server; it ends the one that was started.
    public void Dispose()
    {
        if (Server.IsValueCreated && Server.Value is { } server) server.Stop();
    }

    private static PostgresServer? Find()
    {
        if (Environment.GetEnvironmentVariable("VERSORI_TEST_POSTGRES") is { Length: > 0 } given) return new() { ConnectionString = given };
        var programs = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        return programs is null ? null : Start(programs);
    }

    private static PostgresServer Start(string programs)
    {
        var server = new PostgresServer { _folder = Directory.CreateTempSubdirectory("versori-postgres-").FullName };
        // The server refuses to run as root, and then has to own its files.
        var isRoot = Environment.UserName == "root";
        if (isRoot) Run("chown", "postgres", server._folder);
        string[] user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        Run([.. user, Path.Combine(programs, "initdb"), "-D", server.DataFolder!, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]);

        var port = FreePort();
        server._process = Launch([
            .. user, Path.Combine(programs, "postgres"), "-D", server.DataFolder!, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=400", "-c", "log_min_messages=panic"]);
        server.ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres";
        server.WaitUntilItAnswers();
        return server;
    }

    private void WaitUntilItAnswers()
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(1) && _process is { HasExited: false })
            {
                Thread.Yield();
            }
        }
    }

    private void Stop()
    {
        if (_process is null) return;
        NpgsqlConnection.ClearAllPools();
        // SIGQUIT: at once. Nothing in it is needed any more.
        Run("kill", "-QUIT", $"{_process.Id}");
        _process.WaitForExit(TimeSpan.FromSeconds(30));
        _process.Dispose();
        Directory.Delete(_folder!, recursive: true);
    }

    private static void Run(params string[] command)
    {
        using var process = Launch(command);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static Process Launch(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Versori.Connectors.Scale.Databases;

/// <summary>A PostgreSQL server for the run that syncs to the disk like a production server.</summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private readonly Process _server;

    private readonly string _folder;

    private LocalPostgres(Process server, string folder, string connectionString)
    {
        _server = server;
        _folder = folder;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<LocalPostgres> StartAsync()
    {
        var programs = Find();
        var folder = Directory.CreateTempSubdirectory("versori-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        // The server refuses to run as root; it runs as another user, which must own its files.
        var isRoot = Environment.UserName == "root";
        if (isRoot) await RunAsync("chown", "postgres", folder);
        string[] user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        await RunAsync(
            [.. user, Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]);
        var port = FreePort();
        var server = Launch([
            .. user, Path.Combine(programs, "postgres"), "-D", data, "-p", $"{port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "shared_buffers=1GB", "-c", "max_wal_size=8GB", "-c", "maintenance_work_mem=256MB"]);
        var started = new LocalPostgres(server, folder, $"Host=127.0.0.1;Port={port};Username=postgres");
        await started.WaitUntilItRespondsAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("kill", "-INT", $"{_server.Id}");
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilItRespondsAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        // The catch below ends the loop when the time is over.
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    $"{ConnectionString};Database=postgres;Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (
                Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(1) && !_server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static string Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(
            Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql")
                    .OrderDescending().Select(version => Path.Combine(version, "bin"))
                : [])
        .FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
        ?? throw new InvalidOperationException(
            "No PostgreSQL: install it, or set VERSORI_TEST_POSTGRES to a connection string whose user may create "
                + "databases.");

    private static async Task RunAsync(params string[] command)
    {
        using var process = Launch(command);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static Process Launch(string[] command)
    {
        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            })!;
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

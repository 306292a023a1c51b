using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Versori.Connectors.Soak.Databases;

/// <summary>A PostgreSQL server that this process starts on loopback and can stop, freeze and continue.</summary>
internal sealed class PostgresProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _programs;
    private readonly string _folder;
    private readonly string[] _user;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresProgram(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("versori-postgres-").FullName;
        // The server refuses to run as root; it runs as another user, which must own its files.
        var isRoot = Environment.UserName == "root";
        _user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (isRoot) Run("chown", "postgres", _folder);
        Run(
            [
                .. _user, Path.Combine(programs, "initdb"), "-D", DataFolder, "-U", "postgres", "-A", "trust", "-E",
                "UTF8", "--no-sync",
            ]);
    }

    /// <summary>A connection string without a database.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres";

    /// <summary>The server's files.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Starts a server; <see langword="null"/> if PostgreSQL is not installed.</summary>
    public static PostgresProgram? TryStart()
    {
        var programs = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(
                Directory.Exists("/usr/lib/postgresql")
                    ? Directory.GetDirectories("/usr/lib/postgresql")
                        .OrderDescending().Select(version => Path.Combine(version, "bin"))
                    : [])
            .FirstOrDefault(
                folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
        if (programs is null) return null;
        var server = new PostgresProgram(programs);
        server.Start();
        return server;
    }

    /// <summary>Starts it on its previous port.</summary>
    public void Start()
    {
        _process = Launch([
            .. _user, Path.Combine(
                _programs, "postgres"), "-D", DataFolder, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=400", "-c",
            "log_min_messages=panic",
            // The log is in the server's folder, so that searches for plain-text secrets include it.
            "-c", "logging_collector=on", "-c", "log_directory=log"]);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection($"{ConnectionString};Database=postgres;Pooling=false");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (
                Stopwatch.GetElapsedTime(begun) < Patience && _process is { HasExited: false })
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Stops it immediately, like a crash of its machine.</summary>
    public void Stop()
    {
        if (_process is null) return;
        Signal("QUIT", _process.Id);
        _process.WaitForExit(Patience);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Freezes it: it does not respond, and all connections stay open.</summary>
    public void Freeze()
    {
        // First the parent process.
        Signal("STOP", _process!.Id);
        foreach (var child in Children()) Signal("STOP", child);
    }

    public void Continue()
    {
        foreach (var child in Children()) Signal("CONT", child);
        Signal("CONT", _process!.Id);
    }

    public void CreateDatabase(string name)
    {
        using var connection = new NpgsqlConnection($"{ConnectionString};Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<int> Children()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                // The process has ended meanwhile.
                continue;
            }

            // proc(5): the name in brackets is followed by the state and the parent.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[1] == $"{_process!.Id}") yield return id;
        }
    }

    private static void Signal(string name, int process) => Run("kill", $"-{name}", $"{process}");

    private static void Run(params string[] command)
    {
        using var process = Launch(command);
        process.WaitForExit();
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

    // Below the ports that the system gives to connections: one of those could take the port before the server starts,
    // or while it is stopped.
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                var port = Random.Shared.Next(15_000, 30_000);
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // It is taken.
            }
        }
    }
}

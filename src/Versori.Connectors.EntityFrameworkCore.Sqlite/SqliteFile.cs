using Microsoft.Data.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>The file of a SQLite database, from a path or a connection string.</summary>
internal sealed class SqliteFile : IOwnDatabase
{
    private SqliteFile(string path, SqliteConnectionStringBuilder connection)
    {
        Path = path;
        IsReadOnly = connection.Mode == SqliteOpenMode.ReadOnly;
        ConnectionString = connection.ConnectionString;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    public bool IsReadOnly { get; }

    public string ConnectionString { get; }

    /// <summary>The default folder of the key ring.</summary>
    public string KeyDirectory => Path + ".keys";

    /// <exception cref="ConnectorStoreException">The text is neither, or it names a database in memory.</exception>
    public static SqliteFile Of(string pathOrConnectionString)
    {
        var connection = IsConnectionString(pathOrConnectionString)
            ? Parse(pathOrConnectionString)
            : new() { DataSource = pathOrConnectionString };
        if (IsInMemory(connection))
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                "UseSqlite needs the path of a file: every call would get another database in memory. For stores in "
                + "memory, call AddVersoriConnectors alone.");
        }

        var path = System.IO.Path.GetFullPath(connection.DataSource);
        if (Directory.Exists(path)) throw IsFolder(path);
        connection.DataSource = path;
        return new(path, connection);
    }

    public IDatabaseEngine CreateEngine() => new SqliteEngine();

    /// <summary>
    /// Creates the folder and the file if they are missing. Only this user can read the file, and so what is written
    /// later.
    /// </summary>
    public void Create()
    {
        if (IsReadOnly || File.Exists(Path)) return;
        if (Directory.Exists(Path)) throw IsFolder(Path);
        try
        {
            CreateFile();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.AccessDenied,
                $"The database's file '{Path}' cannot be created: this user may not write to its folder. Give the user "
                + "the permission, or UseSqlite another path.",
                exception);
        }
        catch (IOException exception) when (!StoreFailures.IsDiskFull(exception))
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                $"The database's file '{Path}' cannot be created: {exception.Message} Use the path of a file "
                + "in a folder that exists or can be created.",
                exception);
        }
    }

    private void CreateFile()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(Path, options);
    }

    public ValueTask<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(Path + ".migrating", cancellationToken);

    private static ConnectorStoreException IsFolder(string path) => new(
        ConnectorStoreFailure.InvalidConfiguration,
        $"'{path}' is a folder. UseSqlite needs the path of a file, for example "
        + $"'{System.IO.Path.Combine(path, "connectors.db")}'.");

    private static bool IsConnectionString(string text) =>
        text.Contains("Data Source=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("DataSource=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Filename=", StringComparison.OrdinalIgnoreCase);

    private static bool IsInMemory(SqliteConnectionStringBuilder connection) =>
        connection.Mode == SqliteOpenMode.Memory
        || connection.DataSource is "" or ":memory:"
        || connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException)
        {
            // Its message may quote the connection string, which may hold a password.
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                "The connection string of the SQLite database cannot be read.");
        }
    }
}

using Microsoft.Data.Sqlite;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>The file of a SQLite database: what the host named, a path or a connection string.</summary>
internal sealed class SqliteFile
{
    private SqliteFile(string path, SqliteConnectionStringBuilder connection)
    {
        Path = path;
        IsReadOnly = connection.Mode == SqliteOpenMode.ReadOnly;
        ConnectionString = connection.ConnectionString;
    }

    /// <summary>The file, absolute.</summary>
    public string Path { get; }

    public bool IsReadOnly { get; }

    public string ConnectionString { get; }

    /// <summary>Where the key ring is kept unless the host says otherwise.</summary>
    public string KeyDirectory => Path + ".keys";

    /// <exception cref="ConnectorStoreException">It is neither, or a database in memory.</exception>
    public static SqliteFile Of(string pathOrConnectionString)
    {
        var connection = IsConnectionString(pathOrConnectionString) ? Parse(pathOrConnectionString) : new() { DataSource = pathOrConnectionString };
        if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:" || connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                "UseSqlite takes the path of a file: a database in memory would be a different one for every call. The in-memory stores are what AddVersoriConnectors gives by itself.");
        }

        var path = System.IO.Path.GetFullPath(connection.DataSource);
        connection.DataSource = path;
        return new(path, connection);
    }

    /// <summary>Makes the folder and the file if they are missing, so that only this user can read what is written later.</summary>
    public void Create()
    {
        if (IsReadOnly || File.Exists(Path)) return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(Path, options);
    }

    private static bool IsConnectionString(string text) =>
        text.Contains("Data Source=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("DataSource=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Filename=", StringComparison.OrdinalIgnoreCase);

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException)
        {
            // Its own message may quote the connection string, which may hold a password.
            throw new ConnectorStoreException(ConnectorStoreFailure.InvalidConfiguration, "The connection string of the SQLite database cannot be read.");
        }
    }
}

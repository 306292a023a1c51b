namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Where the tables are.</summary>
internal enum DatabaseKind
{
    Sqlite,
    Npgsql,

    /// <summary>In a context of the host's, which has migrations of its own.</summary>
    Host,
}

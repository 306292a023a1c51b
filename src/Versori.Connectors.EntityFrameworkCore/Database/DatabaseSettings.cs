namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>What the host chose on the builder.</summary>
internal sealed record DatabaseSettings(DatabaseKind Kind, ConnectorDatabaseOptions Options)
{
    /// <summary>The file, with SQLite.</summary>
    public SqliteFile? File { get; init; }

    /// <summary>The connection string, with PostgreSQL.</summary>
    public string? ConnectionString { get; init; }
}

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>Settings of the library's own database.</summary>
public sealed class ConnectorDatabaseOptions
{
    /// <summary>
    /// Whether to apply missing migrations when the host starts, or with the first use if there is no host. Any number
    /// of processes may start at once: one applies the migrations, the others wait. Default: <see langword="true"/>
    /// with SQLite; <see langword="false"/> with PostgreSQL, because the user that serves requests often may not change
    /// tables.
    /// </summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>
    /// The folder of the key ring that encrypts secrets, unless <c>UseDataProtection</c> chooses another key ring. Only
    /// this user can read the folder. The keys in it are not encrypted, except on Windows (DPAPI): a user who can read
    /// the folder and the database can read the secrets. Every process that uses the database needs the folder. If it
    /// is lost, all connections must be connected again. Default: the database's file with <c>.keys</c> appended with
    /// SQLite; none with PostgreSQL.
    /// </summary>
    public string? KeyDirectory { get; set; }
}

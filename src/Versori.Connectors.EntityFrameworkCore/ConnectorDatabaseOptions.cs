namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>Settings of the library's own database.</summary>
public sealed class ConnectorDatabaseOptions
{
    /// <summary>
    /// Whether missing migrations are applied when the host starts, or with the first use where there is no host. Any number
    /// of processes may do it at once: one applies them, the others wait. Default: <see langword="true"/> with SQLite,
    /// <see langword="false"/> with PostgreSQL, where the user that serves requests often may not change tables.
    /// </summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>
    /// The folder of the key ring that secrets are encrypted with, unless <c>UseDataProtection</c> names another. It is made
    /// readable for this user alone, and its keys are not encrypted themselves except on Windows (DPAPI): whoever can read it
    /// and the database can read the secrets. Every process that uses the database needs it. Losing it means connecting
    /// everything again. Default: the database's file with <c>.keys</c> added, with SQLite; none with PostgreSQL.
    /// </summary>
    public string? KeyDirectory { get; set; }
}

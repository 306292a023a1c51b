using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>Prepares a database and its migrations, as one engine needs it.</summary>
internal interface IEngineSetup
{
    /// <summary>How to generate the script of all migrations.</summary>
    MigrationsSqlGenerationOptions ScriptOptions { get; }

    /// <summary>Configures a context before its connection is opened for the setup.</summary>
    void Configure(DbContext db);

    /// <summary>Prepares the database on the open connection, before its tables are checked.</summary>
    Task PrepareAsync(DbContext db, CancellationToken cancellationToken);

    /// <summary>Prepares the database for applying migrations. The migration lock is held.</summary>
    Task PrepareMigrationAsync(DbContext db, CancellationToken cancellationToken);
}

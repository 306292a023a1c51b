using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>PostgreSQL needs no preparation.</summary>
internal sealed class PostgreSqlSetup : IEngineSetup
{
    public MigrationsSqlGenerationOptions ScriptOptions => MigrationsSqlGenerationOptions.Idempotent;

    public void Configure(DbContext db)
    {
        // The server's defaults are used.
    }

    public Task PrepareAsync(DbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PrepareMigrationAsync(DbContext db, CancellationToken cancellationToken) => Task.CompletedTask;
}

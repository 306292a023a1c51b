using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>The database behind the stores. Registered by <c>UseSqlite</c>, <c>UseNpgsql</c> and <c>UseEntityFrameworkStores</c>.</summary>
/// <remarks>Safe for concurrent use. Nothing here is on the path of a call.</remarks>
public sealed class ConnectorDatabase : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly DatabaseSettings _settings;
    private readonly ContextSource _contexts;
    private readonly SecretProtection _protection;
    private volatile bool _isReady;

    internal ConnectorDatabase(DatabaseSettings settings, ContextSource contexts, SecretProtection protection)
    {
        _settings = settings;
        _contexts = contexts;
        _protection = protection;
    }

    /// <summary>Whether the engine is SQLite. Known once the database has been looked at.</summary>
    internal bool IsSqlite { get; private set; }

    /// <summary>Applies the migrations that are missing. For a deployment step of its own, where processes do not do it at start.</summary>
    /// <exception cref="ConnectorStoreException">It could not be done; or the tables are in the host's context, which has migrations of its own.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) => LookAsync(migrate: true, cancellationToken);

    /// <summary>Looks whether the database can be reached, has the tables of this release, and can be written to.</summary>
    /// <exception cref="ConnectorStoreException">It does not; the message says what would fix it.</exception>
    public Task CheckAsync(CancellationToken cancellationToken = default) => LookAsync(migrate: false, cancellationToken);

    /// <summary>The SQL that <see cref="MigrateAsync"/> would run on an empty database, and that skips what was applied; for PostgreSQL.</summary>
    public async Task<string> CreateScriptAsync(CancellationToken cancellationToken = default)
    {
        var lease = await _contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false)) return Migrator.Script(lease.Db);
    }

    /// <inheritdoc />
    public void Dispose() => _preparing.Dispose();

    /// <summary>Looks at the database, once it succeeded never again.</summary>
    internal ValueTask EnsureReadyAsync(CancellationToken cancellationToken) => _isReady ? default : new(PrepareAsync(cancellationToken));

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isReady) return;
            await LookAsync(_settings.Options.MigrateAtStart, cancellationToken).ConfigureAwait(false);
            await _protection.CheckAsync(cancellationToken).ConfigureAwait(false);
            _isReady = true;
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task LookAsync(bool migrate, CancellationToken cancellationToken)
    {
        try
        {
            _settings.File?.Create();
            var lease = await _contexts.RentAsync(cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                IsSqlite = lease.Db.Database.IsSqlite();
                if (IsSqlite) SqliteSetup.WaitFor(lease.Db, SqliteSetup.Long);
                // Shows what is wrong with the way there, before anything is asked.
                await lease.Db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                if (IsSqlite) await SqliteSetup.UseWriteAheadLogAsync(lease.Db, cancellationToken).ConfigureAwait(false);
                await Migrator.LookAsync(lease.Db, _settings, migrate, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
        {
            throw StoreFailures.Translate(exception)!;
        }
    }
}

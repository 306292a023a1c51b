using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>
/// The database of the stores. Registered by <c>UseSqlite</c>, <c>UsePostgreSql</c> and
/// <c>UseEntityFrameworkStores</c>.
/// </summary>
/// <remarks>Safe for concurrent use. Calls of external systems do not use it.</remarks>
public sealed class ConnectorDatabase : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly DatabaseSettings _settings;
    private readonly ContextSource _contexts;
    private readonly SecretProtection _protection;
    private IDatabaseEngine? _engine;
    private volatile bool _isReady;
    private volatile bool _isDisposed;

    internal ConnectorDatabase(DatabaseSettings settings, ContextSource contexts, SecretProtection protection)
    {
        _settings = settings;
        _contexts = contexts;
        _protection = protection;
        _engine = settings.Own?.CreateEngine();
    }

    /// <summary>The engine; <see langword="null"/> until the host's context has been used once.</summary>
    internal IDatabaseEngine? Engine => Volatile.Read(ref _engine);

    /// <summary>
    /// Applies missing migrations. For a separate deployment step, if processes do not migrate at start.
    /// </summary>
    /// <exception cref="ConnectorStoreException">
    /// A migration failed; or the tables are in the host's context, which has migrations of its own.
    /// </exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        SetUpAsync(migrate: true, cancellationToken);

    /// <summary>
    /// Checks that the database can be reached, has the tables of this release, and can be written to.
    /// </summary>
    /// <exception cref="ConnectorStoreException">The check failed; the message says what fixes it.</exception>
    public Task CheckAsync(CancellationToken cancellationToken = default) =>
        SetUpAsync(migrate: false, cancellationToken);

    /// <summary>
    /// Returns the SQL of all migrations. On PostgreSQL the script skips those that were applied; on SQLite it is for
    /// an empty database.
    /// </summary>
    public async Task<string> CreateScriptAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        var lease = await _contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false)) return Migrator.CreateScript(lease.Db, EngineOf(lease.Db).Setup);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isDisposed = true;
        _preparing.Dispose();
        _engine?.Dispose();
    }

    /// <summary>Sets up the database until it succeeded once.</summary>
    internal ValueTask EnsureReadyAsync(CancellationToken cancellationToken) =>
        _isReady && !_isDisposed ? default : new(PrepareAsync(cancellationToken));

    private void ThrowIfDisposed()
    {
        if (_isDisposed) throw StoreFailures.Disposed();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isReady) return;
            await SetUpAsync(_settings.Options.MigrateAtStart, cancellationToken).ConfigureAwait(false);
            await _protection.CheckAsync(cancellationToken).ConfigureAwait(false);
            _isReady = true;
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task SetUpAsync(bool migrate, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            _settings.Own?.Create();
            var lease = await _contexts.RentAsync(cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                await SetUpAsync(lease.Db, migrate, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (StoreFailures.Translate(exception, Engine?.Errors) is not null)
        {
            throw StoreFailures.Translate(exception, Engine?.Errors)!;
        }
    }

    private async Task SetUpAsync(DbContext db, bool migrate, CancellationToken cancellationToken)
    {
        var setup = EngineOf(db).Setup;
        setup.Configure(db);
        // Opening separately reports a wrong address before any statement runs.
        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await setup.PrepareAsync(db, cancellationToken).ConfigureAwait(false);
        await Migrator.CheckAsync(db, _settings.Own, setup, migrate, cancellationToken).ConfigureAwait(false);
    }

    // The engine holds state, so concurrent calls must agree on one.
    private IDatabaseEngine EngineOf(DbContext db)
    {
        if (Engine is { } known) return known;
        var created = DatabaseEngines.Create(db);
        if (Interlocked.CompareExchange(ref _engine, created, null) is not { } other) return created;
        created.Dispose();
        return other;
    }
}

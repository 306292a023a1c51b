using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// The one way of the stores to the database: it waits until the database has been looked at, lends a context, and turns
/// what drivers throw into <see cref="ConnectorStoreException"/>.
/// </summary>
internal sealed class StoreAccess(ContextSource contexts, ConnectorDatabase database, ChangeChannel channel) : IDisposable
{
    // SQLite lets one writer in and makes the others wait on their threads; here they wait without one.
    private readonly SemaphoreSlim _writing = new(1, 1);

    public async ValueTask<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await LendAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
        {
            throw StoreFailures.Translate(exception)!;
        }
    }

    public async ValueTask<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        if (!database.IsSqlite) return await ReadAsync(work, cancellationToken).ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAsync(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A statement that other processes are told of where they can be.</summary>
    /// <param name="work">Gives what it changed; <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it changed something.</returns>
    public async ValueTask<bool> ChangeAsync(Func<DbContext, CancellationToken, Task<StoreChange?>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        // Alone on SQLite, which tells nobody, it is its own transaction.
        return database.IsSqlite
            ? await WriteAsync(work, cancellationToken).ConfigureAwait(false) is not null
            : await ChangeWholeAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Work of several statements that is done whole or not at all, and told of.</summary>
    /// <inheritdoc cref="ChangeAsync" />
    public ValueTask<bool> ChangeWholeAsync(Func<DbContext, CancellationToken, Task<StoreChange?>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            // A host's context may retry by itself, and then begins the transaction anew.
            (db, token) => db.Database.CreateExecutionStrategy().ExecuteAsync(
                async inner =>
                {
                    var transaction = await db.Database.BeginTransactionAsync(inner).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        if (await work(db, inner).ConfigureAwait(false) is not { } change) return false;
                        if (!database.IsSqlite) await channel.SendAsync(db, change, inner).ConfigureAwait(false);
                        await transaction.CommitAsync(inner).ConfigureAwait(false);
                        return true;
                    }
                },
                token),
            cancellationToken);

    public void Dispose() => _writing.Dispose();

    private async Task<T> LendAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            return await work(lease.Db, cancellationToken).ConfigureAwait(false);
        }
    }
}

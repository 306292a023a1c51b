using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// The one way of the stores to the database: it waits until the database has been looked at, lends a context, and turns
/// what drivers throw into <see cref="ConnectorStoreException"/>.
/// </summary>
internal sealed class StoreAccess(ContextSource contexts, ConnectorDatabase database) : IDisposable
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

    /// <summary>Work of several statements that is done whole or not at all.</summary>
    public ValueTask<T> WriteWholeAsync<T>(Func<DbContext, CancellationToken, Task<(T Result, bool Keep)>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            // A host's context may retry by itself, and then begins the transaction anew.
            (db, token) => db.Database.CreateExecutionStrategy().ExecuteAsync(
                async inner =>
                {
                    var transaction = await db.Database.BeginTransactionAsync(inner).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var (result, keep) = await work(db, inner).ConfigureAwait(false);
                        if (keep) await transaction.CommitAsync(inner).ConfigureAwait(false);
                        return result;
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

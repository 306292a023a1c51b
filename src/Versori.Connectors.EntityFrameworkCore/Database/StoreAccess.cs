using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// The one way of the stores to the database: it waits until the database has been looked at, lends a context, and turns
/// what drivers throw into <see cref="ConnectorStoreException"/>.
/// </summary>
internal sealed class StoreAccess(ContextSource contexts, ConnectorDatabase database, ChangeChannel channel) : IDisposable
{
    // SQLite works on its caller's thread and waits there for other processes; whoever comes on top waits here without one.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading = new(Environment.ProcessorCount + 2);

    /// <summary>Waits until the database has been looked at, for work that is to be done beforehand.</summary>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => database.EnsureReadyAsync(cancellationToken);

    public async ValueTask<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        return database.IsSqlite
            ? await InTurnAsync(_reading, work, cancellationToken).ConfigureAwait(false)
            : await TranslatedAsync(work, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<T> WriteAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        return database.IsSqlite
            ? await InTurnAsync(_writing, work, cancellationToken).ConfigureAwait(false)
            : await TranslatedAsync(work, cancellationToken).ConfigureAwait(false);
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
        ChangeWholeAsync((db, _, token) => work(db, token), cancellationToken);

    /// <summary>The same, with statements that are sent together at the end if it changed something.</summary>
    /// <inheritdoc cref="ChangeAsync" />
    public ValueTask<bool> ChangeWholeAsync(Func<DbContext, StatementBatch, CancellationToken, Task<StoreChange?>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            // A host's context may retry by itself, and then begins the transaction anew.
            (db, token) => db.Database.CreateExecutionStrategy().ExecuteAsync(
                async inner =>
                {
                    var transaction = await db.Database.BeginTransactionAsync(inner).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var last = new StatementBatch(db);
                        if (await work(db, last, inner).ConfigureAwait(false) is not { } change) return false;
                        if (!database.IsSqlite) channel.Send(last, change);
                        await last.SendAsync(inner).ConfigureAwait(false);
                        await transaction.CommitAsync(inner).ConfigureAwait(false);
                        return true;
                    }
                },
                token),
            cancellationToken);

    public void Dispose()
    {
        _writing.Dispose();
        _reading.Dispose();
    }

    // What SQLite refused because of another process it has not begun; it is tried again until that one has had its time.
    private async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // On another thread, so that the caller, who may wait for a shorter time, is free.
                return await Task.Run(() => TranslatedAsync(work, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ConnectorStoreException exception) when (StoreFailures.IsBusy(exception)
                && (cancellationToken.IsCancellationRequested || TimeProvider.System.GetElapsedTime(begun) < SqliteSetup.Patience))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            finally
            {
                turn.Release();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> TranslatedAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await LendAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
        {
            throw StoreFailures.Translate(exception)!;
        }
    }

    private async Task<T> LendAsync<T>(Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (database.IsSqlite) SqliteSetup.WaitFor(lease.Db, SqliteSetup.Brief);
            return await work(lease.Db, cancellationToken).ConfigureAwait(false);
        }
    }
}

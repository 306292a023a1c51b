using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// The way of all stores to the database. It waits until the database is ready, rents a context, and translates the
/// driver's exceptions to <see cref="ConnectorStoreException"/>.
/// </summary>
internal sealed class StoreAccess(ContextSource contexts, ConnectorDatabase database, ChangeChannel channel)
{
    /// <summary>The engine, once the database is ready.</summary>
    public IDatabaseEngine Engine => database.Engine!;

    /// <summary>Waits until the database is ready.</summary>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => database.EnsureReadyAsync(cancellationToken);

    public async ValueTask<T> ReadAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        return await Engine.Scheduler
            .ReadAsync(() => TranslateAsync(work, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        return await Engine.Scheduler
            .WriteAsync(() => TranslateAsync(work, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one statement, and notifies other processes of the change if the engine can.</summary>
    /// <param name="work">Returns what it changed; <see langword="null"/> if nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it changed something.</returns>
    public async ValueTask<bool> ChangeAsync(
        Func<DbContext, CancellationToken, Task<StoreChange?>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        // Without a notification the statement is its own transaction.
        return Engine.Notifications is null
            ? await WriteAsync(work, cancellationToken).ConfigureAwait(false) is not null
            : await ChangeAtomicallyAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs several statements in one transaction, and notifies other processes of the change if the engine can.
    /// </summary>
    /// <inheritdoc cref="ChangeAsync" />
    public ValueTask<bool> ChangeAtomicallyAsync(
        Func<DbContext, CancellationToken, Task<StoreChange?>> work, CancellationToken cancellationToken) =>
        ChangeAtomicallyAsync((db, _, token) => work(db, token), cancellationToken);

    /// <summary>
    /// Runs several statements in one transaction, with further statements that are sent together at its end if
    /// something changed.
    /// </summary>
    /// <inheritdoc cref="ChangeAsync" />
    public ValueTask<bool> ChangeAtomicallyAsync(
        Func<DbContext, StatementBatch, CancellationToken, Task<StoreChange?>> work,
        CancellationToken cancellationToken) =>
        WriteAsync(
            // A host's context may retry, and then starts the transaction again.
            (db, token) => db.Database.CreateExecutionStrategy()
                .ExecuteAsync(inner => CommitAsync(db, work, inner), token),
            cancellationToken);

    /// <summary>Runs several statements in one transaction, of which other processes are not notified.</summary>
    /// <param name="work">Returns whether the transaction is committed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was committed.</returns>
    public ValueTask<bool> WriteTogetherAsync(
        Func<DbContext, CancellationToken, Task<bool>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            (db, token) => db.Database.CreateExecutionStrategy()
                .ExecuteAsync(inner => CommitTogetherAsync(db, work, inner), token),
            cancellationToken);

    /// <summary>
    /// Runs several statements in one transaction, and notifies other processes of all changes if the engine can.
    /// </summary>
    /// <param name="work">
    /// Returns what it changed for other processes; <see langword="null"/> to undo everything.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was committed.</returns>
    public ValueTask<bool> ChangeTogetherAsync(
        Func<DbContext, CancellationToken, Task<IReadOnlyList<StoreChange>?>> work,
        CancellationToken cancellationToken) =>
        WriteTogetherAsync(
            async (db, token) =>
            {
                if (await work(db, token).ConfigureAwait(false) is not { } changes) return false;
                if (changes.Count == 0 || Engine.Notifications is not { } notifications) return true;
                var last = new StatementBatch(db);
                foreach (var change in changes) notifications.Send(last, channel.Write(change));
                await last.SendAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private static async Task<bool> CommitTogetherAsync(
        DbContext db, Func<DbContext, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await work(db, cancellationToken).ConfigureAwait(false)) return false;
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private async Task<bool> CommitAsync(
        DbContext db,
        Func<DbContext, StatementBatch, CancellationToken, Task<StoreChange?>> work,
        CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var last = new StatementBatch(db);
            if (await work(db, last, cancellationToken).ConfigureAwait(false) is not { } change) return false;
            Engine.Notifications?.Send(last, channel.Write(change));
            await last.SendAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private async Task<T> TranslateAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await RentAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailures.Translate(exception, Engine.Errors) is not null)
        {
            throw StoreFailures.Translate(exception, Engine.Errors)!;
        }
    }

    private async Task<T> RentAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            Engine.Scheduler.Configure(lease.Db);
            return await work(lease.Db, cancellationToken).ConfigureAwait(false);
        }
    }
}

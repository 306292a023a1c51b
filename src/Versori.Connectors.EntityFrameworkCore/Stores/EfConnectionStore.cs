using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Connections in the database. They are saved in one transaction with their secrets if the database holds these too.
/// </summary>
internal sealed class EfConnectionStore(StoreAccess access, SecretProtection protection, TimeProvider time)
    : IConnectionStore, IAtomicConnectionStore
{
    private const int PageSize = 200;

    private readonly Func<DbContext, Guid, CancellationToken, Task<ConnectionRow?>> _find = EF.CompileAsyncQuery(
        (DbContext db, Guid id, CancellationToken token) =>
            db.Set<ConnectionRow>().AsNoTracking().FirstOrDefault(row => row.Id == id));

    private readonly Func<DbContext, string, string, string, CancellationToken, Task<ConnectionRow?>> _findNamed =
        EF.CompileAsyncQuery(
            (DbContext db, string connector, string owner, string name, CancellationToken token) =>
                db.Set<ConnectionRow>().AsNoTracking()
                    .FirstOrDefault(row => row.ConnectorId == connector && row.Owner == owner && row.Name == name));

    // The query of every call whose connection is not cached.
    private readonly Func<DbContext, string, string, Guid, IAsyncEnumerable<ConnectionRow>> _listOwned =
        EF.CompileAsyncQuery(
            (DbContext db, string connector, string owner, Guid after) => db.Set<ConnectionRow>().AsNoTracking()
                .Where(row => row.ConnectorId == connector && row.Owner == owner && row.Id > after)
                .OrderBy(row => row.Id)
                .Take(PageSize));

    public async ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var row = await access
            .ReadAsync((db, token) => _find(db, id.Value, token), cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var saved = connection with { Revision = connection.Revision + 1 };
        var isSaved = await access.ChangeAsync(
            async (db, token) =>
                await WriteAsync(db, saved, connection.Revision, token).ConfigureAwait(false) ? ChangeOf(saved) : null,
            cancellationToken).ConfigureAwait(false);
        return await ResultAsync(isSaved, connection, saved, cancellationToken).ConfigureAwait(false);
    }

    public bool StoresSecretsIn(ISecretStore secrets) => secrets is EfSecretStore;

    public SecretReference CreateReference(SecretHolder holder, string name) =>
        new(holder, name, SecretVersion.New(time.GetUtcNow()));

    public async ValueTask<SaveResult<Connection>> SaveAsync(
        Connection connection,
        IReadOnlyDictionary<SecretReference, Secret> written,
        IReadOnlyCollection<SecretReference> replaced,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(replaced);
        await access.PrepareAsync(cancellationToken).ConfigureAwait(false);
        // Encrypt before the transaction, because others wait for it.
        var rows = written.Select(secret => EfSecretStore.RowOf(secret.Key, secret.Value, protection)).ToList();
        var saved = connection with { Revision = connection.Revision + 1 };
        var isSaved = await access.ChangeAtomicallyAsync(
            async (db, last, token) =>
            {
                if (!await WriteAsync(db, saved, connection.Revision, token).ConfigureAwait(false)) return null;
                foreach (var row in rows) last.Insert(row);
                foreach (var old in replaced)
                {
                    last.Delete<SecretRow>(old.Holder.Kind, old.Holder.Id, old.Name, old.Version);
                }

                return ChangeOf(saved);
            },
            cancellationToken).ConfigureAwait(false);
        return await ResultAsync(isSaved, connection, saved, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> DeleteAsync(
        ConnectionId id, long revision, CancellationToken cancellationToken) => access.ChangeAsync(
        async (db, token) =>
        {
            // The notification contains the connector and the owner, which do not change.
            var row = await _find(db, id.Value, token).ConfigureAwait(false);
            if (row is null || row.Revision != revision) return null;
            var deleted = await db.Set<ConnectionRow>()
                .Where(other => other.Id == id.Value && other.Revision == revision)
                .ExecuteDeleteAsync(token).ConfigureAwait(false);
            return deleted == 1
                ? StoreChange.ForConnection(id, ConnectorId.Parse(row.ConnectorId), Owner.Parse(row.Owner))
                : null;
        },
        cancellationToken);

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Paging.StreamAsync(
            (last, token) => access.ReadAsync((db, inner) => PageAsync(db, filter, last, inner), token),
            filter.After?.Value ?? Guid.Empty,
            row => row.Id,
            Read,
            PageSize,
            cancellationToken);
    }

    private static StoreChange ChangeOf(Connection saved) =>
        StoreChange.ForConnection(saved.Id, saved.ConnectorId, saved.Owner);

    private async ValueTask<SaveResult<Connection>> ResultAsync(
        bool isSaved, Connection connection, Connection saved, CancellationToken cancellationToken)
    {
        if (isSaved) return SaveResult<Connection>.Saved(saved);
        var conflicting = await access
            .ReadAsync((db, token) => FindConflictingAsync(db, connection, token), cancellationToken)
            .ConfigureAwait(false);
        return SaveResult<Connection>.Conflict(conflicting);
    }

    private async Task<bool> WriteAsync(DbContext db, Connection saved, long revision, CancellationToken token)
    {
        var row = new ConnectionRow
        {
            Id = saved.Id.Value,
            ConnectorId = saved.ConnectorId.Value,
            Owner = saved.Owner.ToString(),
            Name = saved.Name,
            Revision = saved.Revision,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(saved),
        };
        if (revision == 0) return await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
        try
        {
            return await WithoutConflict(db, row, revision)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(other => other.ConnectorId, row.ConnectorId)
                        .SetProperty(other => other.Owner, row.Owner)
                        .SetProperty(other => other.Name, row.Name)
                        .SetProperty(other => other.Revision, row.Revision)
                        .SetProperty(other => other.Format, row.Format)
                        .SetProperty(other => other.Payload, row.Payload),
                    token).ConfigureAwait(false) == 1;
        }
        catch (Exception exception) when (StoreFailures.IsDuplicateKey(exception, access.Engine.Errors))
        {
            // Another connection took the name between the check and the update.
            return false;
        }
    }

    // The row, if its revision is the one that was read and no other connection has the name.
    private static IQueryable<ConnectionRow> WithoutConflict(DbContext db, ConnectionRow row, long revision) =>
        db.Set<ConnectionRow>().Where(current =>
            current.Id == row.Id
            && current.Revision == revision
            && !db.Set<ConnectionRow>().Any(other =>
                other.ConnectorId == row.ConnectorId
                && other.Owner == row.Owner
                && other.Name == row.Name
                && other.Id != row.Id));

    // A deleted connection is not confused with the connection that has its name now.
    private async Task<Connection?> FindConflictingAsync(DbContext db, Connection connection, CancellationToken token)
    {
        var own = await _find(db, connection.Id.Value, token).ConfigureAwait(false);
        if (own is null && connection.Revision != 0) return null;
        var named = await _findNamed(
            db,
            connection.ConnectorId.Value,
            connection.Owner.ToString(),
            connection.Name,
            token).ConfigureAwait(false);
        return (named ?? own) is { } row ? Read(row) : null;
    }

    private async Task<List<ConnectionRow>> PageAsync(
        DbContext db, ConnectionFilter filter, Guid last, CancellationToken token)
    {
        if (filter is { ConnectorId: { Value: var connector }, Owner: { } owner, Name: null })
        {
            return await _listOwned(db, connector, owner.ToString(), last).ToListAsync(token).ConfigureAwait(false);
        }

        return await Rows(db, filter, last).Take(PageSize).ToListAsync(token).ConfigureAwait(false);
    }

    private static IQueryable<ConnectionRow> Rows(DbContext db, ConnectionFilter filter, Guid last)
    {
        var rows = db.Set<ConnectionRow>().AsNoTracking();
        if (filter.ConnectorId is { Value: var connector }) rows = rows.Where(row => row.ConnectorId == connector);
        if (filter.Owner?.ToString() is { } owner) rows = rows.Where(row => row.Owner == owner);
        if (filter.Name is { } name) rows = rows.Where(row => row.Name == name);
        if (last != Guid.Empty) rows = rows.Where(row => row.Id > last);
        return rows.OrderBy(row => row.Id);
    }

    private static Connection Read(ConnectionRow row) => Payloads.Read<Connection>(row, $"connection {row.Id}");
}

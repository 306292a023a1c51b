using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Bindings in the database.</summary>
internal sealed class EfBindingStore(StoreAccess access) : IBindingStore
{
    private readonly Func<DbContext, string, string, string, string, CancellationToken, Task<BindingRow?>> _find =
        EF.CompileAsyncQuery(
            (DbContext db,
                string integration,
                string template,
                string owner,
                string environment,
                CancellationToken token) =>
                db.Set<BindingRow>().AsNoTracking().FirstOrDefault(row =>
                    row.Integration == integration
                    && row.Template == template
                    && row.Owner == owner
                    && row.Environment == environment));

    public async ValueTask<Binding?> FindAsync(BindingKey key, CancellationToken cancellationToken) =>
        await access.ReadAsync((db, token) => FindAsync(db, key, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<SaveResult<Binding>> SaveAsync(Binding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var saved = binding with { Revision = binding.Revision + 1 };
        var isSaved = await access.ChangeAsync(
            async (db, token) => await WriteAsync(db, saved, binding.Revision, token).ConfigureAwait(false)
                ? StoreChange.ForTemplate(binding.Key.Template)
                : null,
            cancellationToken).ConfigureAwait(false);
        return isSaved
            ? SaveResult<Binding>.Saved(saved)
            : SaveResult<Binding>.Conflict(await FindAsync(binding.Key, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<bool> DeleteAsync(
        BindingKey key, long revision, CancellationToken cancellationToken) => access.ChangeAsync(
        async (db, token) =>
        {
            var row = Row(db, key).Where(row => row.Revision == revision);
            var deleted = await row.ExecuteDeleteAsync(token).ConfigureAwait(false);
            return deleted == 1 ? StoreChange.ForTemplate(key.Template) : null;
        },
        cancellationToken);

    public IAsyncEnumerable<Binding> ListAsync(BindingFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Paging.StreamAsync(
            access, (BindingRow?)null, (db, last) => Rows(db, filter, last), row => row, Read, cancellationToken);
    }

    /// <summary>Whether the bindings are in this database.</summary>
    public bool IsIn(StoreAccess other) => ReferenceEquals(access, other);

    /// <summary>Saves a binding as a part of a transaction.</summary>
    /// <returns>Whether its revision is still the stored one.</returns>
    public static Task<bool> WriteAsync(DbContext db, Binding binding, CancellationToken token) =>
        WriteAsync(db, binding with { Revision = binding.Revision + 1 }, binding.Revision, token);

    private async Task<Binding?> FindAsync(DbContext db, BindingKey key, CancellationToken token)
    {
        var row = await _find(
            db,
            key.Template.Integration,
            key.Template.Name,
            key.Owner.ToString(),
            key.Environment,
            token).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    private static async Task<bool> WriteAsync(DbContext db, Binding saved, long revision, CancellationToken token)
    {
        var connection = saved.ConnectionId.Value;
        if (revision == 0)
        {
            var row = new BindingRow
            {
                Integration = saved.Key.Template.Integration,
                Template = saved.Key.Template.Name,
                Owner = saved.Key.Owner.ToString(),
                Environment = saved.Key.Environment,
                ConnectionId = connection,
                Revision = saved.Revision,
            };
            return await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
        }

        return await Row(db, saved.Key).Where(row => row.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ConnectionId, connection)
                    .SetProperty(row => row.Revision, saved.Revision),
                token).ConfigureAwait(false) == 1;
    }

    private static IQueryable<BindingRow> Row(DbContext db, BindingKey key)
    {
        var template = key.Template;
        var owner = key.Owner.ToString();
        return db.Set<BindingRow>().Where(row =>
            row.Integration == template.Integration
            && row.Template == template.Name
            && row.Owner == owner
            && row.Environment == key.Environment);
    }

    private static IQueryable<BindingRow> Rows(DbContext db, BindingFilter filter, BindingRow? last)
    {
        var rows = From(db, filter, last).AsNoTracking();
        if (filter.ConnectionId is { Value: var connection }) rows = rows.Where(row => row.ConnectionId == connection);
        if (filter.Template is { } id)
        {
            rows = rows.Where(row => row.Integration == id.Integration && row.Template == id.Name);
        }

        if (filter.Owner?.ToString() is { } owner) rows = rows.Where(row => row.Owner == owner);
        return rows
            .OrderBy(row => row.Integration)
            .ThenBy(row => row.Template)
            .ThenBy(row => row.Owner)
            .ThenBy(row => row.Environment);
    }

    // Of one template only what follows in the key is compared, which is where the index goes on.
    private static IQueryable<BindingRow> From(DbContext db, BindingFilter filter, BindingRow? last) => last switch
    {
        null => db.Set<BindingRow>(),
        _ when filter.Template is not null => Keyset.After<BindingRow>(
            db, [nameof(last.Owner), nameof(last.Environment)], last.Owner, last.Environment),
        // The same for the index of owners.
        _ when filter.Owner is not null => Keyset.After<BindingRow>(
            db,
            [nameof(last.Integration), nameof(last.Template), nameof(last.Environment)],
            last.Integration, last.Template, last.Environment),
        _ => Keyset.After<BindingRow>(
            db,
            [nameof(last.Integration), nameof(last.Template), nameof(last.Owner), nameof(last.Environment)],
            last.Integration, last.Template, last.Owner, last.Environment),
    };

    private static Binding Read(BindingRow row) => new()
    {
        Key = new(new(row.Integration, row.Template), Owner.Parse(row.Owner), row.Environment),
        ConnectionId = new(row.ConnectionId),
        Revision = row.Revision,
    };
}

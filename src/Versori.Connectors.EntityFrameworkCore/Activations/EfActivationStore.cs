using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Activations;

/// <summary>Activations in the database, saved in one transaction with the bindings of this database.</summary>
internal sealed class EfActivationStore(StoreAccess access) : IActivationStore
{
    public async ValueTask<Activation?> FindAsync(ActivationKey key, CancellationToken cancellationToken)
    {
        var row = await access
            .ReadAsync((db, token) => Row(db, key).AsNoTracking().FirstOrDefaultAsync(token), cancellationToken)
            .ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public bool StoresBindingsIn(IBindingStore bindings) => bindings is EfBindingStore other && other.IsIn(access);

    public async ValueTask<SaveResult<Activation>> SaveAsync(
        Activation activation, IReadOnlyList<Binding> bindings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(bindings);
        var saved = activation with { Revision = activation.Revision + 1 };
        var row = RowOf(saved);
        var isSaved = await access.ChangeTogetherAsync(
            async (db, token) =>
            {
                if (!await WriteAsync(db, row, activation.Revision, token).ConfigureAwait(false)) return null;
                // In the order of their keys, so that two saves never wait for each other.
                foreach (var binding in bindings.OrderBy(binding => binding.Key.Template))
                {
                    if (!await EfBindingStore.WriteAsync(db, binding, token).ConfigureAwait(false)) return null;
                }

                return [.. bindings.Select(binding => StoreChange.ForTemplate(binding.Key.Template))];
            },
            cancellationToken).ConfigureAwait(false);
        return isSaved
            ? SaveResult<Activation>.Saved(saved)
            : SaveResult<Activation>.Conflict(await FindAsync(saved.Key, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<bool> DeleteAsync(
        ActivationKey key, long revision, CancellationToken cancellationToken) => access.WriteAsync(
        async (db, token) => await Row(db, key).Where(row => row.Revision == revision)
            .ExecuteDeleteAsync(token).ConfigureAwait(false) == 1,
        cancellationToken);

    public IAsyncEnumerable<Activation> ListAsync(ActivationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var after = filter.After is { } key
            ? new ActivationRow
            {
                Integration = key.Integration,
                Owner = key.Owner.ToString(),
                Environment = key.Environment,
            }
            : null;
        return Paging.StreamAsync(
            access, after, (db, last) => Rows(db, filter, last), row => row, Read, cancellationToken);
    }

    private static async Task<bool> WriteAsync(
        DbContext db, ActivationRow row, long revision, CancellationToken cancellationToken)
    {
        if (revision == 0) return await Inserting.TryInsertAsync(db, row, cancellationToken).ConfigureAwait(false);
        return await db.Set<ActivationRow>()
            .Where(stored =>
                stored.Integration == row.Integration
                && stored.Owner == row.Owner
                && stored.Environment == row.Environment
                && stored.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(stored => stored.IsActive, row.IsActive)
                    .SetProperty(stored => stored.Revision, row.Revision)
                    .SetProperty(stored => stored.Format, row.Format)
                    .SetProperty(stored => stored.Payload, row.Payload),
                cancellationToken).ConfigureAwait(false) == 1;
    }

    private static IQueryable<ActivationRow> Row(DbContext db, ActivationKey key)
    {
        var owner = key.Owner.ToString();
        return db.Set<ActivationRow>().Where(row =>
            row.Integration == key.Integration && row.Owner == owner && row.Environment == key.Environment);
    }

    private static IQueryable<ActivationRow> Rows(DbContext db, ActivationFilter filter, ActivationRow? last)
    {
        var rows = From(db, filter, last).AsNoTracking();
        if (filter.Integration is { } integration) rows = rows.Where(row => row.Integration == integration);
        if (filter.Owner?.ToString() is { } owner) rows = rows.Where(row => row.Owner == owner);
        if (filter.IsActive is { } isActive) rows = rows.Where(row => row.IsActive == isActive);
        return rows.OrderBy(row => row.Integration).ThenBy(row => row.Owner).ThenBy(row => row.Environment);
    }

    // Of one owner only what follows in the index of owners is compared.
    private static IQueryable<ActivationRow> From(DbContext db, ActivationFilter filter, ActivationRow? last) =>
        (last, filter) switch
        {
            (null, _) => db.Set<ActivationRow>(),
            (_, { Owner: not null, Integration: null }) when last.Owner == filter.Owner?.ToString() =>
                Keyset.After<ActivationRow>(
                    db, [nameof(last.Integration), nameof(last.Environment)], last.Integration, last.Environment),
            _ => Keyset.After<ActivationRow>(
                db,
                [nameof(last.Integration), nameof(last.Owner), nameof(last.Environment)],
                last.Integration, last.Owner, last.Environment),
        };

    private static ActivationRow RowOf(Activation saved) => new()
    {
        Integration = saved.Key.Integration,
        Owner = saved.Key.Owner.ToString(),
        Environment = saved.Key.Environment,
        IsActive = saved.IsActive,
        Revision = saved.Revision,
        Format = Payloads.CurrentFormat,
        Payload = Payloads.Write(saved),
    };

    private static Activation Read(ActivationRow row) =>
        Payloads.Read<Activation>(row, $"the activation of '{row.Integration}'");
}

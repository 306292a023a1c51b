using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Templates in the database.</summary>
internal sealed class EfTemplateStore(StoreAccess access) : ITemplateStore
{
    private readonly Func<DbContext, string, string, CancellationToken, Task<TemplateRow?>> _find =
        EF.CompileAsyncQuery(
            (DbContext db, string integration, string name, CancellationToken token) =>
                db.Set<TemplateRow>().AsNoTracking()
                    .FirstOrDefault(row => row.Integration == integration && row.Name == name));

    public async ValueTask<ConnectionTemplate?> FindAsync(TemplateId id, CancellationToken cancellationToken) =>
        await access.ReadAsync((db, token) => FindAsync(db, id, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<SaveResult<ConnectionTemplate>> SaveAsync(
        ConnectionTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        var saved = template with { Revision = template.Revision + 1 };
        var isSaved = await access.ChangeAsync(
            async (db, token) => await WriteAsync(db, saved, template.Revision, token).ConfigureAwait(false)
                ? StoreChange.ForTemplate(template.Id)
                : null,
            cancellationToken).ConfigureAwait(false);
        return isSaved
            ? SaveResult<ConnectionTemplate>.Saved(saved)
            : SaveResult<ConnectionTemplate>.Conflict(
                await FindAsync(template.Id, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<bool> DeleteAsync(
        TemplateId id, long revision, CancellationToken cancellationToken) => access.ChangeAsync(
        async (db, token) =>
        {
            var row = db.Set<TemplateRow>()
                .Where(row => row.Integration == id.Integration && row.Name == id.Name && row.Revision == revision);
            return await row.ExecuteDeleteAsync(token).ConfigureAwait(false) == 1 ? StoreChange.ForTemplate(id) : null;
        },
        cancellationToken);

    public IAsyncEnumerable<ConnectionTemplate> ListAsync(TemplateFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Paging.StreamAsync(
            access,
            filter.After,
            (db, last) => Rows(db, filter, last),
            row => new TemplateId(row.Integration, row.Name),
            Read,
            cancellationToken);
    }

    private async Task<ConnectionTemplate?> FindAsync(DbContext db, TemplateId id, CancellationToken token) =>
        await _find(db, id.Integration, id.Name, token).ConfigureAwait(false) is { } row ? Read(row) : null;

    private static async Task<bool> WriteAsync(
        DbContext db, ConnectionTemplate saved, long revision, CancellationToken token)
    {
        var id = saved.Id;
        var payload = Payloads.Write(saved);
        if (revision == 0)
        {
            var row = new TemplateRow
            {
                Integration = id.Integration,
                Name = id.Name,
                ConnectorId = saved.ConnectorId.Value,
                Revision = saved.Revision,
                Format = Payloads.CurrentFormat,
                Payload = payload,
            };
            return await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
        }

        return await db.Set<TemplateRow>()
            .Where(row => row.Integration == id.Integration && row.Name == id.Name && row.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ConnectorId, saved.ConnectorId.Value)
                    .SetProperty(row => row.Revision, saved.Revision)
                    .SetProperty(row => row.Format, Payloads.CurrentFormat)
                    .SetProperty(row => row.Payload, payload),
                token).ConfigureAwait(false) == 1;
    }

    private static IQueryable<TemplateRow> Rows(DbContext db, TemplateFilter filter, TemplateId? last)
    {
        var rows = From(db, filter, last).AsNoTracking();
        if (filter.ConnectorId is { Value: var connector }) rows = rows.Where(row => row.ConnectorId == connector);
        if (filter.Integration is { } integration) rows = rows.Where(row => row.Integration == integration);
        return rows.OrderBy(row => row.Integration).ThenBy(row => row.Name);
    }

    // If one integration is listed, only the name is compared, so that the index is used.
    private static IQueryable<TemplateRow> From(DbContext db, TemplateFilter filter, TemplateId? last) => last switch
    {
        not { } => db.Set<TemplateRow>(),
        { } id when id.Integration == filter.Integration =>
            Keyset.After<TemplateRow>(db, [nameof(TemplateRow.Name)], id.Name),
        { } id => Keyset.After<TemplateRow>(
            db, [nameof(TemplateRow.Integration), nameof(TemplateRow.Name)], id.Integration, id.Name),
    };

    private static ConnectionTemplate Read(TemplateRow row) =>
        Payloads.Read<ConnectionTemplate>(row, $"template '{row.Integration}/{row.Name}'");
}

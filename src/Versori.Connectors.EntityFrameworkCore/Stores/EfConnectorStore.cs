using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Connectors and their published versions in the database.</summary>
internal sealed class EfConnectorStore(StoreAccess access) : IConnectorStore
{
    // A definition may be megabytes long.
    private const int PageSize = 10;

    private readonly Func<DbContext, string, CancellationToken, Task<ConnectorRow?>> _find = EF.CompileAsyncQuery(
        (DbContext db, string id, CancellationToken token) =>
            db.Set<ConnectorRow>().AsNoTracking().FirstOrDefault(row => row.Id == id));

    private readonly Func<DbContext, string, int, CancellationToken, Task<ConnectorVersionRow?>> _findVersion =
        EF.CompileAsyncQuery(
            (DbContext db, string id, int version, CancellationToken token) =>
                db.Set<ConnectorVersionRow>().AsNoTracking()
                    .FirstOrDefault(row => row.ConnectorId == id && row.Version == version));

    public async ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken)
    {
        var row = await access
            .ReadAsync((db, token) => _find(db, id.Value, token), cancellationToken).ConfigureAwait(false);
        if (row is null) return null;
        var connector = Read(row);
        if (version is not { } number || number == connector.Version) return connector;

        var published = await access
            .ReadAsync((db, token) => _findVersion(db, id.Value, number, token), cancellationToken)
            .ConfigureAwait(false);
        if (published is null) return null;
        var definition = Payloads.Read<ConnectorDefinition>(published, $"version {number} of connector '{id}'");
        return connector with { Version = number, Definition = definition };
    }

    public async ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        var saved = connector with { Revision = connector.Revision + 1 };
        var isSaved = await access.ChangeAtomicallyAsync(
            async (db, token) =>
            {
                if (!await WriteAsync(db, saved, connector.Revision, token).ConfigureAwait(false)) return null;
                if (saved.Definition is not null) await WriteVersionAsync(db, saved, token).ConfigureAwait(false);
                return StoreChange.ForConnector(saved.Id);
            },
            cancellationToken).ConfigureAwait(false);
        return isSaved
            ? SaveResult<Connector>.Saved(saved)
            : SaveResult<Connector>.Conflict(
                await FindAsync(connector.Id, null, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken) =>
        access.ChangeAtomicallyAsync(
            async (db, token) =>
            {
                var row = db.Set<ConnectorRow>().Where(row => row.Id == id.Value && row.Revision == revision);
                if (await row.ExecuteDeleteAsync(token).ConfigureAwait(false) != 1) return null;
                var versions = db.Set<ConnectorVersionRow>().Where(row => row.ConnectorId == id.Value);
                await versions.ExecuteDeleteAsync(token).ConfigureAwait(false);
                return StoreChange.ForConnector(id);
            },
            cancellationToken);

    public IAsyncEnumerable<Connector> ListAsync(
        ConnectorId? after, CancellationToken cancellationToken) => Paging.StreamAsync(
        access,
        after?.Value,
        (db, last) => From(db, last).AsNoTracking().OrderBy(row => row.Id),
        row => row.Id,
        Read,
        cancellationToken,
        PageSize);

    private static IQueryable<ConnectorRow> From(DbContext db, string? last) => last is null
        ? db.Set<ConnectorRow>()
        : db.Set<ConnectorRow>().Where(row => string.Compare(row.Id, last) > 0);

    private static async Task<bool> WriteAsync(DbContext db, Connector saved, long revision, CancellationToken token)
    {
        var payload = Payloads.Write(saved);
        if (revision == 0)
        {
            var row = new ConnectorRow
            {
                Id = saved.Id.Value,
                Version = saved.Version,
                Revision = saved.Revision,
                Format = Payloads.CurrentFormat,
                Payload = payload,
            };
            return await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
        }

        return await db.Set<ConnectorRow>().Where(row => row.Id == saved.Id.Value && row.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Version, saved.Version)
                    .SetProperty(row => row.Revision, saved.Revision)
                    .SetProperty(row => row.Format, Payloads.CurrentFormat)
                    .SetProperty(row => row.Payload, payload),
                token).ConfigureAwait(false) == 1;
    }

    // A version that exists keeps its definition.
    private static async Task WriteVersionAsync(DbContext db, Connector saved, CancellationToken token)
    {
        var existing = db.Set<ConnectorVersionRow>()
            .Where(row => row.ConnectorId == saved.Id.Value && row.Version == saved.Version);
        if (await existing.AnyAsync(token).ConfigureAwait(false)) return;
        var row = new ConnectorVersionRow
        {
            ConnectorId = saved.Id.Value,
            Version = saved.Version,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(saved.Definition!),
        };
        await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
    }

    private static Connector Read(ConnectorRow row) => Payloads.Read<Connector>(row, $"connector '{row.Id}'");
}

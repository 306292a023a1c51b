using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>The audit record in the database.</summary>
internal sealed class EfAuditStore(StoreAccess access) : IAuditStore
{
    // How much earlier than its last entry a person may have been seen, so that most entries update no person.
    private static readonly long SeenPrecision = TimeSpan.FromDays(1).Ticks;

    public async ValueTask<bool> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var occurredAt = entry.OccurredAt.UtcTicks;
        var row = new AuditEntryRow
        {
            Id = entry.Id,
            OccurredAt = occurredAt,
            Action = entry.Action.ToString(),
            IsAutomatic = entry.IsAutomatic,
            Actor = await KeyOfAsync(entry.Actor, occurredAt, cancellationToken).ConfigureAwait(false),
            ConnectorId = entry.ConnectorId?.Value ?? "",
            ConnectionId = entry.ConnectionId?.Value ?? Guid.Empty,
            HasOwner = entry.Owner is not null,
            Owner = await KeyOfAsync(entry.Owner?.UserId, occurredAt, cancellationToken).ConfigureAwait(false),
            Integration = entry.TemplateId?.Integration ?? "",
            Template = entry.TemplateId?.Name ?? "",
            Detail = entry.Detail ?? "",
        };
        return await access
            .WriteAsync((db, token) => Inserting.TryInsertAsync(db, row, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public IAsyncEnumerable<AuditEntry> ListAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Paging.StreamAsync(
            access, (Found?)null, (db, last) => Rows(db, filter, last), found => found, Read, cancellationToken);
    }

    public async ValueTask<bool> ErasePersonAsync(string personId, CancellationToken cancellationToken)
    {
        AuditEntry.ThrowIfNotPerson(personId);
        return await access.WriteAsync(
            (db, token) => db.Set<AuditPersonRow>().Where(person => person.PersonId == personId)
                .ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false) > 0;
    }

    public async ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var before = time.UtcTicks;
        var deleted = await access.WriteAsync(
            (db, token) => db.Set<AuditEntryRow>().Where(row => row.OccurredAt < before).ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false);
        // A person's last entry is at most that much later, so all of its entries are deleted.
        var seenBefore = before - SeenPrecision;
        await access.WriteAsync(
            (db, token) => db.Set<AuditPersonRow>().Where(person => person.SeenAt < seenBefore)
                .ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false);
        return deleted;
    }

    private async ValueTask<Guid> KeyOfAsync(string? person, long seenAt, CancellationToken cancellationToken)
    {
        if (person is null) return Guid.Empty;
        AuditPersonRow? row;
        do
        {
            row = await access.ReadAsync(
                (db, token) => Persons(db, person).FirstOrDefaultAsync(token), cancellationToken).ConfigureAwait(false)
                ?? await InsertAsync(person, seenAt, cancellationToken).ConfigureAwait(false);
        }
        while (row is null);

        if (row.SeenAt >= seenAt - SeenPrecision) return row.Key;
        await access.WriteAsync(
            (db, token) => Persons(db, person).Where(other => other.SeenAt < seenAt)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.SeenAt, seenAt), token),
            cancellationToken).ConfigureAwait(false);
        return row.Key;
    }

    // Null if another caller inserted the person at the same time.
    private async ValueTask<AuditPersonRow?> InsertAsync(
        string person, long seenAt, CancellationToken cancellationToken)
    {
        var row = new AuditPersonRow { Key = Guid.NewGuid(), PersonId = person, SeenAt = seenAt };
        var isInserted = await access
            .WriteAsync((db, token) => Inserting.TryInsertAsync(db, row, token), cancellationToken)
            .ConfigureAwait(false);
        return isInserted ? row : null;
    }

    private static IQueryable<AuditPersonRow> Persons(DbContext db, string person) =>
        db.Set<AuditPersonRow>().AsNoTracking().Where(row => row.PersonId == person);

    private static IQueryable<Found> Rows(DbContext db, AuditFilter filter, Found? last)
    {
        var rows = From(db, last?.Row).AsNoTracking();
        if (filter.ConnectorId is { Value: var connector }) rows = rows.Where(row => row.ConnectorId == connector);
        if (filter.ConnectionId is { Value: var connection }) rows = rows.Where(row => row.ConnectionId == connection);
        if (filter.From?.UtcTicks is { } from) rows = rows.Where(row => row.OccurredAt >= from);
        if (filter.Until?.UtcTicks is { } until) rows = rows.Where(row => row.OccurredAt < until);
        return
            from row in rows
            join found in db.Set<AuditPersonRow>() on row.Actor equals found.Key into actors
            from actor in actors.DefaultIfEmpty()
            join found in db.Set<AuditPersonRow>() on row.Owner equals found.Key into owners
            from owner in owners.DefaultIfEmpty()
            orderby row.OccurredAt, row.Id
            select new Found
            {
                Row = row,
                Actor = actor == null ? null : actor.PersonId,
                Owner = owner == null ? null : owner.PersonId,
            };
    }

    private static IQueryable<AuditEntryRow> From(DbContext db, AuditEntryRow? last) => last is null
        ? db.Set<AuditEntryRow>()
        : Keyset.After<AuditEntryRow>(
            db, [nameof(last.OccurredAt), nameof(last.Id)], last.OccurredAt, last.Id);

    private static AuditEntry Read(Found found)
    {
        var row = found.Row;
        return new()
        {
            Id = row.Id,
            OccurredAt = new(row.OccurredAt, TimeSpan.Zero),
            Action = Enum.TryParse<AuditAction>(row.Action, out var action)
                ? action
                : throw Payloads.Newer($"the audit entry {row.Id} ({row.Action})", 2, 1),
            IsAutomatic = row.IsAutomatic,
            Actor = PersonOf(row.Actor, found.Actor),
            ConnectorId = row.ConnectorId.Length == 0 ? null : ConnectorId.Parse(row.ConnectorId),
            ConnectionId = row.ConnectionId == Guid.Empty ? null : new ConnectionId(row.ConnectionId),
            Owner = row.HasOwner ? OwnerOf(row, found) : null,
            TemplateId = row.Template.Length == 0 ? null : new TemplateId(row.Integration, row.Template),
            Detail = row.Detail.Length == 0 ? null : row.Detail,
        };
    }

    private static Owner OwnerOf(AuditEntryRow row, Found found) =>
        PersonOf(row.Owner, found.Owner) is { } user ? Owner.User(user) : Owner.Host;

    private static string? PersonOf(Guid key, string? person) =>
        key == Guid.Empty ? null : person ?? $"{AuditEntry.ErasedPrefix}{key:N}";

    private sealed class Found
    {
        public required AuditEntryRow Row { get; init; }

        public string? Actor { get; init; }

        public string? Owner { get; init; }
    }
}

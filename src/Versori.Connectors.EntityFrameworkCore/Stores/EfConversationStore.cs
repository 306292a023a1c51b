using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Conversations and their sources in the database.</summary>
internal sealed class EfConversationStore(StoreAccess access) : IConversationStore
{
    // The drafts of a conversation may be megabytes long.
    private const int PageSize = 10;

    public async ValueTask<Conversation?> FindAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var row = await access
            .ReadAsync(
                (db, token) => db.Set<ConversationRow>().AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == id.Value, token),
                cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async ValueTask<ConversationSource?> FindSourceAsync(
        ConversationId id, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var row = await access
            .ReadAsync(
                (db, token) => db.Set<ConversationSourceRow>().AsNoTracking()
                    .FirstOrDefaultAsync(row => row.ConversationId == id.Value && row.Key == key, token),
                cancellationToken).ConfigureAwait(false);
        return row is null ? null : Payloads.Read<ConversationSource>(row, $"a source of conversation {id}");
    }

    public async ValueTask<SaveResult<Conversation>> SaveAsync(
        Conversation conversation, IReadOnlyList<ConversationSource> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(sources);
        var saved = conversation with { Revision = conversation.Revision + 1 };
        var row = RowOf(saved);
        // Written before the transaction, because others wait for it.
        var rows = sources.Select(source => RowOf(saved.Id, source)).ToList();
        var isSaved = await access.WriteTogetherAsync(
            async (db, token) =>
            {
                if (!await WriteAsync(db, row, conversation.Revision, token).ConfigureAwait(false)) return false;
                foreach (var source in rows) await Inserting.TryInsertAsync(db, source, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return isSaved
            ? SaveResult<Conversation>.Saved(saved)
            : SaveResult<Conversation>.Conflict(
                await FindAsync(conversation.Id, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<bool> DeleteAsync(ConversationId id, CancellationToken cancellationToken) =>
        access.WriteTogetherAsync(
            async (db, token) =>
            {
                // The conversation first: a concurrent save then waits for its row, and finds none.
                var row = db.Set<ConversationRow>().Where(row => row.Id == id.Value);
                if (await row.ExecuteDeleteAsync(token).ConfigureAwait(false) != 1) return false;
                var sources = db.Set<ConversationSourceRow>().Where(row => row.ConversationId == id.Value);
                await sources.ExecuteDeleteAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public IAsyncEnumerable<Conversation> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Paging.StreamAsync(
            access,
            filter.After?.Value ?? Guid.Empty,
            (db, last) => Rows(db, filter, last),
            row => row.Id,
            Read,
            cancellationToken,
            PageSize);
    }

    private static IQueryable<ConversationRow> Rows(DbContext db, ConversationFilter filter, Guid last)
    {
        var rows = db.Set<ConversationRow>().AsNoTracking();
        if (filter.Owner?.ToString() is { } owner) rows = rows.Where(row => row.Owner == owner);
        if (filter.UpdatedBefore is { UtcTicks: var until }) rows = rows.Where(row => row.UpdatedAt < until);
        if (last != Guid.Empty) rows = rows.Where(row => row.Id > last);
        return rows.OrderBy(row => row.Id);
    }

    private static async Task<bool> WriteAsync(
        DbContext db, ConversationRow row, long revision, CancellationToken token)
    {
        if (revision == 0) return await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false);
        return await db.Set<ConversationRow>().Where(other => other.Id == row.Id && other.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(other => other.Owner, row.Owner)
                    .SetProperty(other => other.UpdatedAt, row.UpdatedAt)
                    .SetProperty(other => other.Revision, row.Revision)
                    .SetProperty(other => other.Format, row.Format)
                    .SetProperty(other => other.Payload, row.Payload),
                token).ConfigureAwait(false) == 1;
    }

    private static ConversationRow RowOf(Conversation saved) => new()
    {
        Id = saved.Id.Value,
        Owner = saved.Owner.ToString(),
        UpdatedAt = saved.UpdatedAt.UtcTicks,
        Revision = saved.Revision,
        Format = Payloads.CurrentFormat,
        Payload = Payloads.Write(saved),
    };

    private static ConversationSourceRow RowOf(ConversationId id, ConversationSource source) => new()
    {
        ConversationId = id.Value,
        Key = source.Key,
        Format = Payloads.CurrentFormat,
        Payload = Payloads.Write(source),
    };

    private static Conversation Read(ConversationRow row) =>
        Payloads.Read<Conversation>(row, $"conversation {row.Id}");
}

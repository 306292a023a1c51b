using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Streams rows page by page. Each page begins after the last key of the previous page, so that no call holds all rows
/// and none skips a row.
/// </summary>
internal static class Paging
{
    private const int PageSize = 200;

    /// <summary>Streams the rows of a query.</summary>
    /// <param name="access">The database.</param>
    /// <param name="after">The key to begin after.</param>
    /// <param name="rows">The rows after a key, in the order of their keys.</param>
    /// <param name="keyOf">Returns the key of a row.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <param name="pageSize">How many rows are in memory at a time.</param>
    public static IAsyncEnumerable<T> StreamAsync<TRow, TKey, T>(
        StoreAccess access,
        TKey after,
        Func<DbContext, TKey, IQueryable<TRow>> rows,
        Func<TRow, TKey> keyOf,
        Func<TRow, T> read,
        CancellationToken cancellationToken,
        int pageSize = PageSize)
    {
        return StreamAsync(ReadPageAsync, after, keyOf, read, pageSize, cancellationToken);

        ValueTask<List<TRow>> ReadPageAsync(TKey last, CancellationToken token) =>
            access.ReadAsync((db, inner) => rows(db, last).Take(pageSize).ToListAsync(inner), token);
    }

    /// <summary>Streams the rows of pages.</summary>
    /// <param name="readPage">Reads the page after a key.</param>
    /// <param name="after">The key to begin after.</param>
    /// <param name="keyOf">Returns the key of a row.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="pageSize">How many rows a full page has.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public static async IAsyncEnumerable<T> StreamAsync<TRow, TKey, T>(
        Func<TKey, CancellationToken, ValueTask<List<TRow>>> readPage,
        TKey after,
        Func<TRow, TKey> keyOf,
        Func<TRow, T> read,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TRow> rows;
        do
        {
            rows = await readPage(after, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return read(row);
            }

            if (rows.Count > 0) after = keyOf(rows[^1]);
        }
        while (rows.Count >= pageSize);
    }
}

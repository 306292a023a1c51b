using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Streams rows page by page, each page beginning after the last key: no call holds all rows, and none skips any.</summary>
internal static class Paging
{
    private const int PageSize = 200;

    /// <param name="access">The database.</param>
    /// <param name="after">The key to begin after.</param>
    /// <param name="rows">The rows after a key, in the order of their keys.</param>
    /// <param name="keyOf">The key of a row.</param>
    /// <param name="read">What a row holds.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <param name="pageSize">How many rows are in memory at once.</param>
    public static IAsyncEnumerable<T> StreamAsync<TRow, TKey, T>(
        StoreAccess access,
        TKey after,
        Func<DbContext, TKey, IQueryable<TRow>> rows,
        Func<TRow, TKey> keyOf,
        Func<TRow, T> read,
        CancellationToken cancellationToken,
        int pageSize = PageSize) => StreamAsync(
            (last, token) => access.ReadAsync((db, inner) => rows(db, last).Take(pageSize).ToListAsync(inner), token), after, keyOf, read, pageSize, cancellationToken);

    /// <inheritdoc cref="StreamAsync{TRow, TKey, T}(StoreAccess, TKey, Func{DbContext, TKey, IQueryable{TRow}}, Func{TRow, TKey}, Func{TRow, T}, CancellationToken, int)" />
    public static async IAsyncEnumerable<T> StreamAsync<TRow, TKey, T>(
        Func<TKey, CancellationToken, ValueTask<List<TRow>>> page,
        TKey after,
        Func<TRow, TKey> keyOf,
        Func<TRow, T> read,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await page(after, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return read(row);
            }

            if (rows.Count < pageSize) yield break;
            after = keyOf(rows[^1]);
        }
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// The condition for the next page of a list: <c>(a, b) &gt; (x, y)</c>. Both engines find it in an index of <c>a</c>
/// and <c>b</c>. A chain of comparisons means the same, but neither engine finds it in the index: every page would then
/// read all pages before it.
/// </summary>
internal static class Keyset
{
    /// <summary>The rows whose properties, compared in their order, are greater than the values.</summary>
    public static IQueryable<TRow> After<TRow>(DbContext db, string[] properties, params object[] values)
        where TRow : class
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var names = db.GetService<ISqlGenerationHelper>();
        var name = names.DelimitIdentifier(table.Name, table.Schema);
        var columns = properties
            .Select(property => names.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(table)!));
        var parameters = values.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}"));
        var sql = $"SELECT * FROM {name} WHERE ({string.Join(", ", columns)}) > ({string.Join(", ", parameters)})";
        return db.Set<TRow>().FromSqlRaw(sql, values);
    }
}

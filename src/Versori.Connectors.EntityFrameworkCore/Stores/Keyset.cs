using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Where the next page of a list begins: <c>(a, b) &gt; (x, y)</c>, which both engines look up in an index of <c>a</c> and
/// <c>b</c>. A chain of comparisons says the same and is looked up by neither: every page then reads all pages before it.
/// </summary>
internal static class Keyset
{
    /// <summary>The rows whose properties, compared one after the other, come after the values.</summary>
    public static IQueryable<TRow> After<TRow>(DbContext db, string[] properties, params object[] values)
        where TRow : class
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var names = db.GetService<ISqlGenerationHelper>();
        var columns = string.Join(", ", properties.Select(property => names.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(table)!)));
        var slots = string.Join(", ", values.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}")));
        var sql = $"SELECT * FROM {names.DelimitIdentifier(table.Name, table.Schema)} WHERE ({columns}) > ({slots})";
        return db.Set<TRow>().FromSqlRaw(sql, values);
    }
}

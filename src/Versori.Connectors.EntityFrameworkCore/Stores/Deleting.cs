using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Deletes a row by its key as one of several statements that are sent together, which Entity Framework cannot.</summary>
internal static class Deleting
{
    /// <param name="batch">The statements.</param>
    /// <param name="key">The values of the key's properties, in their order.</param>
    public static void Delete<TRow>(this StatementBatch batch, params object[] key)
        where TRow : class
    {
        var entity = batch.Db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var names = batch.Db.GetService<ISqlGenerationHelper>();
        var columns = entity.FindPrimaryKey()!.Properties.Select((property, number) => $"{names.DelimitIdentifier(property.GetColumnName(table)!)} = {{{number}}}");
        batch.Add($"DELETE FROM {names.DelimitIdentifier(table.Name, table.Schema)} WHERE {string.Join(" AND ", columns)}", key);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Deletes a row by its key, in one of several statements that are sent together. Entity Framework cannot do this.
/// </summary>
internal static class Deleting
{
    /// <param name="batch">The statements.</param>
    /// <param name="key">The values of the key's properties, in the order of the key.</param>
    public static void Delete<TRow>(this StatementBatch batch, params object[] key)
        where TRow : class
    {
        var entity = batch.Db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var names = batch.Db.GetService<ISqlGenerationHelper>();
        var conditions = entity.FindPrimaryKey()!.Properties
            .Select((property, number) => $"{names.DelimitIdentifier(property.GetColumnName(table)!)} = {{{number}}}");
        var name = names.DelimitIdentifier(table.Name, table.Schema);
        batch.Add($"DELETE FROM {name} WHERE {string.Join(" AND ", conditions)}", key);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Inserts a row unless one of its unique keys is taken. Entity Framework can only try and fail, which it logs as an
/// error; both engines have a statement for it.
/// </summary>
internal static class Inserting
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Plan>> Plans = [];

    /// <returns>Whether the row was inserted.</returns>
    public static async Task<bool> TryInsertAsync<TRow>(DbContext db, TRow row, CancellationToken cancellationToken)
        where TRow : class
    {
        var plan = PlanFor<TRow>(db);
        var inserted = await db.Database
            .ExecuteSqlRawAsync(plan.Sql, plan.Values(row), cancellationToken).ConfigureAwait(false);
        return inserted == 1;
    }

    /// <summary>Adds the statement to others that are sent together. Its result is not returned.</summary>
    public static void Insert<TRow>(this StatementBatch batch, TRow row)
        where TRow : class
    {
        var plan = PlanFor<TRow>(batch.Db);
        batch.Add(plan.Sql, [.. plan.Values(row)]);
    }

    private static Plan PlanFor<TRow>(DbContext db) =>
        Plans.GetOrCreateValue(db.Model).GetOrAdd(typeof(TRow), type => Plan.For(db, type));

    private sealed record Plan(string Sql, IReadOnlyList<IProperty> Properties)
    {
        public static Plan For(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type)!;
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
            var names = db.GetService<ISqlGenerationHelper>();
            var properties = entity.GetProperties().ToList();
            var name = names.DelimitIdentifier(table.Name, table.Schema);
            var columns = properties.Select(property => names.DelimitIdentifier(property.GetColumnName(table)!));
            var values = properties.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}"));
            var sql = $"INSERT INTO {name} ({string.Join(", ", columns)}) "
                + $"VALUES ({string.Join(", ", values)}) ON CONFLICT DO NOTHING";
            return new(sql, properties);
        }

        public IEnumerable<object> Values(object row) =>
            Properties.Select(property => property.PropertyInfo!.GetValue(row)!);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// Inserts a row unless a unique key of it is taken. Entity Framework can only try and fail, which it logs as an error; both
/// engines have a statement for it.
/// </summary>
internal static class Inserting
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<Type, Plan>> Plans = [];

    /// <returns>Whether it was inserted.</returns>
    public static async Task<bool> TryInsertAsync<TRow>(DbContext db, TRow row, CancellationToken cancellationToken)
        where TRow : class
    {
        var plan = PlanFor<TRow>(db);
        return await db.Database.ExecuteSqlRawAsync(plan.Sql, plan.Values(row), cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>The same as one of several statements that are sent together; what came of it is not told.</summary>
    public static void Insert<TRow>(this StatementBatch batch, TRow row)
        where TRow : class
    {
        var plan = PlanFor<TRow>(batch.Db);
        batch.Add(plan.Sql, [.. plan.Values(row)]);
    }

    private static Plan PlanFor<TRow>(DbContext db) => Plans.GetOrCreateValue(db.Model).GetOrAdd(typeof(TRow), type => Plan.For(db, type));

    private sealed record Plan(string Sql, IReadOnlyList<IProperty> Properties)
    {
        public static Plan For(DbContext db, Type type)
        {
            var entity = db.Model.FindEntityType(type)!;
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
            var names = db.GetService<ISqlGenerationHelper>();
            var properties = entity.GetProperties().ToList();
            var columns = string.Join(", ", properties.Select(property => names.DelimitIdentifier(property.GetColumnName(table)!)));
            var values = string.Join(", ", properties.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}")));
            return new($"INSERT INTO {names.DelimitIdentifier(table.Name, table.Schema)} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING", properties);
        }

        public IEnumerable<object> Values(object row) => Properties.Select(property => property.PropertyInfo!.GetValue(row)!);
    }
}

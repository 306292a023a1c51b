using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Statements that are sent together in one round trip, at the end of a transaction.</summary>
internal sealed class StatementBatch(DbContext db)
{
    private readonly StringBuilder _sql = new();
    private readonly List<object> _values = [];

    public DbContext Db => db;

    /// <summary>Adds a statement.</summary>
    /// <param name="sql">The statement, with a parameter for each value: <c>{0}</c>, <c>{1}</c>.</param>
    /// <param name="values">The values.</param>
    public void Add(string sql, params object[] values)
    {
        var parameters = Enumerable.Range(_values.Count, values.Length)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}"));
        _sql.AppendFormat(CultureInfo.InvariantCulture, sql, [.. parameters]).AppendLine(";");
        _values.AddRange(values);
    }

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_sql.Length == 0) return;
        await db.Database.ExecuteSqlRawAsync(_sql.ToString(), _values, cancellationToken).ConfigureAwait(false);
    }
}

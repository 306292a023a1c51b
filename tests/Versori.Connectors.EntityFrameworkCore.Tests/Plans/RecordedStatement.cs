using System.Data;
using System.Data.Common;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Plans;

/// <summary>A statement as it was sent, with its values.</summary>
internal sealed class RecordedStatement
{
    private readonly List<(string Name, object? Value, DbType Type)> _values;

    private RecordedStatement(string text, List<(string Name, object? Value, DbType Type)> values) =>
        (Text, _values) = (text, values);

    public string Text { get; }

    /// <summary>The statements of a command. A command can contain several, each on its own lines.</summary>
    public static IEnumerable<RecordedStatement> Of(DbCommand command)
    {
        var values = command.Parameters.Cast<DbParameter>()
            .Select(parameter => (parameter.ParameterName, parameter.Value, parameter.DbType)).ToList();
        return command.CommandText.Split(
            $";{Environment.NewLine}", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => new RecordedStatement(text, [.. values.Where(value => IsIn(text, value.ParameterName))]));
    }

    private static bool IsIn(string text, string name) =>
        text.Split([' ', ',', '(', ')', ':', '=', '\r', '\n'])
            .Contains($"@{name.TrimStart('@')}", StringComparer.Ordinal);

    /// <summary>The current query plan of the statement.</summary>
    /// <param name="connection">An open connection to its database.</param>
    /// <param name="explain">The command for it: <c>EXPLAIN</c> or <c>EXPLAIN QUERY PLAN</c>.</param>
    public async Task<List<string>> ExplainAsync(DbConnection connection, string explain)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{explain} {Text}";
        foreach (var (name, value, type) in _values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value);
            command.Parameters.Add(parameter);
        }

        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        // SQLite: id, parent, unused, detail. PostgreSQL: one column of text.
        while (await rows.ReadAsync()) lines.Add(rows.GetString(rows.FieldCount - 1));
        return lines;
    }
}

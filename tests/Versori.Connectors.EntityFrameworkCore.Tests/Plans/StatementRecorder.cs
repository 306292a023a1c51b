using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Plans;

/// <summary>Records every statement that a context sends.</summary>
internal sealed class StatementRecorder : DbCommandInterceptor
{
    private ConcurrentQueue<RecordedStatement> _statements = [];

    /// <summary>Returns the statements since the last call.</summary>
    public IReadOnlyList<RecordedStatement> Take() => [.. Interlocked.Exchange(ref _statements, [])];

    private void Note(DbCommand command)
    {
        foreach (var statement in RecordedStatement.Of(command)) _statements.Enqueue(statement);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Note(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Note(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>Runs all work at once: the server and the pool of connections schedule it.</summary>
internal sealed class PostgreSqlScheduler : IWorkScheduler
{
    public void Configure(DbContext db)
    {
        // The server's defaults are used.
    }

    public Task<T> ReadAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => work();

    public Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => work();
}

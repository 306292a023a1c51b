using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>Runs the work of the stores, as one engine needs it.</summary>
internal interface IWorkScheduler
{
    /// <summary>Configures a context before it is used for work.</summary>
    void Configure(DbContext db);

    /// <summary>Runs work that only reads.</summary>
    /// <param name="work">The work. It may be repeated after a <see cref="ConnectorStoreException"/>.</param>
    /// <param name="cancellationToken">Cancels waiting for a turn.</param>
    Task<T> ReadAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs work that writes.</summary>
    /// <inheritdoc cref="ReadAsync" />
    Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken);
}

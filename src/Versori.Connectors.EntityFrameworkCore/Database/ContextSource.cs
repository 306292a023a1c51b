using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Rents contexts, each for one unit of work.</summary>
internal abstract class ContextSource
{
    public abstract ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Rents contexts from the registered factory, which usually pools them; without a factory, from a new scope.
/// </summary>
internal sealed class ContextSource<TContext>(IServiceProvider services) : ContextSource
    where TContext : DbContext
{
    private readonly IDbContextFactory<TContext>? _factory = services.GetService<IDbContextFactory<TContext>>();

    public override async ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken)
    {
        if (_factory is not null)
        {
            var context = await _factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            return new(context, context);
        }

        var scope = services.CreateAsyncScope();
        try
        {
            return new(scope.ServiceProvider.GetService<TContext>() ?? throw NotRegistered(), scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ConnectorStoreException NotRegistered() => new(
        ConnectorStoreFailure.InvalidConfiguration,
        $"{typeof(TContext).Name} is not registered. Call AddPooledDbContextFactory<{typeof(TContext).Name}> or "
        + $"AddDbContext<{typeof(TContext).Name}> with a provider.");
}

/// <summary>A rented context. Disposing the lease returns it.</summary>
internal readonly struct ContextLease(DbContext db, IAsyncDisposable owner) : IAsyncDisposable
{
    public DbContext Db => db;

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}

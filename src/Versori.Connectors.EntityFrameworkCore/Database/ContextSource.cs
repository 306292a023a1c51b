using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Gives contexts, each for one piece of work.</summary>
internal abstract class ContextSource
{
    public abstract ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken);
}

/// <summary>Contexts from the factory that the services have, pooled as a rule, or else one from a scope of its own.</summary>
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
            return new(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

/// <summary>A context, given back when this is disposed.</summary>
internal readonly struct ContextLease(DbContext db, IAsyncDisposable owner) : IAsyncDisposable
{
    public DbContext Db => db;

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}

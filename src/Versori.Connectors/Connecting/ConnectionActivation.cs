using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Makes a saved connection ready to use, and notifies observers.</summary>
internal sealed class ConnectionActivation(Routes routes, ConnectionEvents events, ILogger<ConnectionActivation> logger)
{
    /// <param name="saved">The connection.</param>
    /// <param name="action">How it was made: connected or reconnected.</param>
    public async Task<Connection> ActivateAsync(Connection saved, AuditAction action)
    {
        // The owner's templates select their connection again.
        routes.Invalidate(saved);
        await PrepareRouteAsync(saved).ConfigureAwait(false);
        await events
            .RaiseAsync(ConnectionEventKind.Connected, saved, action, isAutomatic: false, CancellationToken.None)
            .ConfigureAwait(false);
        return saved;
    }

    // Reads the route now, so that the first call does not have to.
    private async Task PrepareRouteAsync(Connection saved)
    {
        try
        {
            await routes.For(RouteKey.Of(saved.Id)).GetAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The connection is saved. The first call reads the route again, and reports the error if it persists.
            logger.StoreUnavailable(exception, saved.Id.ToString());
        }
    }
}

using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Versori.Connectors.Mcp.Approval;

/// <summary>
/// Notifies clients that a person has finished on the page to which they were sent, so that the clients need not be
/// told to repeat the call (Model Context Protocol 2025-11-25, Elicitation, Completion Notifications for URL Mode). It
/// concerns sign-ins that end in the process of the client's session; the specification lets servers leave the
/// notification out.
/// </summary>
internal sealed class OpenPages(TimeProvider time) : IConnectionObserver
{
    private const int Maximum = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<Page> _pages = new();

    /// <summary>Remembers a page until a person has finished there, at most 30 minutes.</summary>
    /// <param name="elicitationId">The id that the client knows.</param>
    /// <param name="request">Who connects what.</param>
    /// <param name="server">The session of the client.</param>
    public void Add(string elicitationId, ConnectLinkRequest request, McpServer server)
    {
        lock (_lock)
        {
            RemoveExpired();
            if (_pages.Count >= Maximum) _pages.RemoveFirst();
            _pages.AddLast(new Page(elicitationId, request.Owner, request.ConnectorId, server, time.GetTimestamp()));
        }
    }

    public async ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connectionEvent);
        if (connectionEvent.Kind != ConnectionEventKind.Connected) return;
        var failures = new List<Exception>();
        foreach (var page in Take(connectionEvent.Connection))
        {
            using var limit = new CancellationTokenSource(SendTimeout, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                await page.Server.SendNotificationAsync(
                    NotificationMethods.ElicitationCompleteNotification,
                    new ElicitationCompleteNotificationParams { ElicitationId = page.ElicitationId },
                    cancellationToken: linked.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(exception); // The other clients are still notified; the engine logs it.
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("A client could not be notified that a person has finished.", failures);
    }

    private List<Page> Take(Connection connection)
    {
        lock (_lock)
        {
            RemoveExpired();
            var found = _pages
                .Where(page => page.Owner == connection.Owner && page.ConnectorId == connection.ConnectorId)
                .ToList();
            foreach (var page in found) _pages.Remove(page);
            return found;
        }
    }

    private void RemoveExpired()
    {
        while (_pages.First is { } first && time.GetElapsedTime(first.Value.Since) > Lifetime) _pages.RemoveFirst();
    }

    private sealed record Page(
        string ElicitationId, Owner Owner, ConnectorId ConnectorId, McpServer Server, long Since);
}

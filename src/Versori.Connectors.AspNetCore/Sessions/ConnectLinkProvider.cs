
namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>
/// Links to the Connect page for calls of agents that need a connection. Such a link is passed on by others than the
/// owner, so that only the owner may use it.
/// </summary>
internal sealed class ConnectLinkProvider(IConnectLinks links, ConnectAddress address, IConnections connections)
    : IConnectLinkProvider
{
    private const int MaximumRead = 50;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public async ValueTask<ConnectLink?> CreateAsync(
        ConnectLinkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Without an address that is fit for links, the caller only learns that a sign-in is needed.
        if (address.Find() is not { } root) return null;
        var page = new Uri($"{root}/connectors/{Uri.EscapeDataString(request.ConnectorId.Value)}");
        if (page.Scheme != Uri.UriSchemeHttps && !page.IsLoopback) return null;
        // Further scopes are granted on the page of the connection.
        if (request.Reason is not (ConnectorErrorCode.NoConnection or ConnectorErrorCode.NeedsReauthorization))
            return new(page);
        var ended = request.Reason == ConnectorErrorCode.NeedsReauthorization
            ? await FindEndedAsync(request, cancellationToken).ConfigureAwait(false)
            : null;
        // Which of several connections ended is seen on the page.
        if (request.Reason == ConnectorErrorCode.NeedsReauthorization && ended is null) return new(page);
        try
        {
            var link = await links.CreateAsync(
                new()
                {
                    Owner = request.Owner,
                    Templates = [request.Template],
                    ConnectionId = ended,
                    Delivery = ConnectSessionDelivery.Link,
                    IsOwnerOnly = true,
                    Lifetime = Lifetime,
                },
                cancellationToken).ConfigureAwait(false);
            return new(link.Url) { ExpiresAt = link.ExpiresAt };
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.Limited)
        {
            // An agent that calls again and again: the page needs no session.
            return new(page);
        }
    }

    private async Task<ConnectionId?> FindEndedAsync(ConnectLinkRequest request, CancellationToken cancellationToken)
    {
        ConnectionId? ended = null;
        var read = 0;
        var filter = new ConnectionFilter { ConnectorId = request.ConnectorId, Owner = request.Owner };
        await foreach (var connection in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (++read > MaximumRead) return null;
            if (connection.Status != ConnectionStatus.NeedsReauthorization) continue;
            if (ended is not null) return null;
            ended = connection.Id;
        }

        return ended;
    }
}

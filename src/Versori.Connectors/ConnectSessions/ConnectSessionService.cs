using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.SignIn;

namespace Versori.Connectors.ConnectSessions;

/// <summary>Connect sessions in a store. Only hashes of the token and of the browser's value are stored.</summary>
internal sealed class ConnectSessionService(
    IConnectSessionStore store,
    IConnectorCatalog catalog,
    IConnections connections,
    SessionBindings bindings,
    TimeProvider time) : IConnectSessions
{
    private static readonly TimeSpan MinimumLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaximumLifetime = TimeSpan.FromDays(7);

    // Whoever may create sessions must not fill the store.
    private const int MaximumOpen = 100;

    // A status can be read for a while after the end.
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    public async Task<NewConnectSession> CreateAsync(
        ConnectSessionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        await store.DeleteExpiredAsync(now - Retention, cancellationToken).ConfigureAwait(false);
        if (request.Lifetime < MinimumLifetime || request.Lifetime > MaximumLifetime)
            throw Invalid("The lifetime must be from 1 minute to 7 days.", "lifetime");
        var connectors = await FindConnectorsAsync(request, cancellationToken).ConfigureAwait(false);
        var open = await store.CountOpenAsync(request.Owner, now, cancellationToken).ConfigureAwait(false);
        if (open >= MaximumOpen) throw TooMany(request.Owner);
        var token = RandomText.Create();
        var result = await store.SaveAsync(
            new()
            {
                Id = StateHash.Of(token),
                Owner = request.Owner,
                Connectors = connectors,
                Templates = request.Templates,
                ConnectionId = request.ConnectionId,
                IsOwnerOnly = request.IsOwnerOnly,
                Delivery = request.Delivery,
                ReturnUrl = request.ReturnUrl,
                Origin = request.Origin,
                CreatedAt = now,
                ExpiresAt = now + request.Lifetime,
            },
            cancellationToken).ConfigureAwait(false);
        return result.IsSaved
            ? new() { Session = result.Current, Token = new(token) }
            : throw new ConnectorStoreException(ConnectorStoreFailure.Failed, "The id of a new session is taken.");
    }

    public async Task<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var session = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return session is not null && time.GetUtcNow() < session.ExpiresAt ? session : null;
    }

    public async Task<OpenedConnectSession?> OpenAsync(Secret token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var session = await FindAsync(StateHash.Of(token.Reveal()), cancellationToken).ConfigureAwait(false);
        if (session is not { State: ConnectSessionState.Created }) return null;
        var browser = RandomText.Create();
        var result = await store.SaveAsync(
            session with { State = ConnectSessionState.Opened, BrowserHash = StateHash.Of(browser) },
            cancellationToken).ConfigureAwait(false);
        // Of two browsers that use the link at once, the store lets one through.
        return result.IsSaved ? new() { Session = result.Current, Browser = new(browser) } : null;
    }

    public async Task<ConnectSession> CompleteAsync(
        string id, Connection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(connection);
        // A session that refuses the connection must not change a binding.
        var before = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound("session", id);
        _ = Completed(before, connection);
        var bound = await bindings.BindAsync(before, connection, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ChangeAsync(id, current => Completed(current, connection), cancellationToken)
                .ConfigureAwait(false) ?? throw NotFound("session", id);
        }
        catch
        {
            await bindings.RestoreAsync(bound, connection.Id).ConfigureAwait(false);
            throw;
        }
    }

    public async Task CloseAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        await ChangeAsync(
            id,
            session => session.State == ConnectSessionState.Connected
                ? session
                : session with { State = ConnectSessionState.Closed },
            cancellationToken).ConfigureAwait(false);
    }

    private static ConnectSession Completed(ConnectSession session, Connection connection)
    {
        var isPermitted = session.State == ConnectSessionState.Opened
            && session.Owner == connection.Owner
            && session.Connectors.Contains(connection.ConnectorId)
            && !session.Connected.Contains(connection.ConnectorId)
            && (session.ConnectionId is null || session.ConnectionId == connection.Id);
        if (!isPermitted) throw NotFound("session", session.Id);
        ConnectorId[] connected = [.. session.Connected, connection.ConnectorId];
        return session with
        {
            Connections = [.. session.Connections, connection.Id],
            Connected = connected,
            State = session.Connectors.All(connected.Contains)
                ? ConnectSessionState.Connected
                : ConnectSessionState.Opened,
        };
    }

    private async Task<ConnectSession?> ChangeAsync(
        string id, Func<ConnectSession, ConnectSession> change, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } session)
        {
            var result = await store.SaveAsync(change(session), cancellationToken).ConfigureAwait(false);
            if (result.IsSaved) return result.Current;
        }

        return null;
    }

    private async Task<ConnectorId[]> FindConnectorsAsync(
        ConnectSessionRequest request, CancellationToken cancellationToken)
    {
        var all = request.Connectors.ToHashSet();
        foreach (var id in request.Templates)
        {
            var template = await catalog.FindTemplateAsync(id, cancellationToken).ConfigureAwait(false)
                ?? throw NotFound("template", id.ToString());
            if (template.Sharing != TemplateSharing.PerOwner && !request.Owner.IsHost)
                throw Invalid($"The template '{id}' uses a connection of the host.", "templates");
            all.Add(template.ConnectorId);
        }

        if (request.ConnectionId is { } connectionId)
        {
            var connection = await connections.FindAsync(connectionId, cancellationToken).ConfigureAwait(false);
            if (connection is null || connection.Owner != request.Owner) throw ConnectionErrors.NotFound(connectionId);
            all = [connection.ConnectorId];
        }

        if (all.Count == 0) throw Invalid("A session needs a connector or a template.", "connectors");
        foreach (var id in all)
        {
            var connector = await catalog.FindAsync(id, version: null, cancellationToken).ConfigureAwait(false);
            if (connector?.Definition is null) throw NotFound("connector", id.Value);
        }

        return [.. all.Order()];
    }

    private static ConnectorException TooMany(Owner owner) => ConnectionErrors.Create(
        ConnectorErrorCode.Limited,
        $"There are {MaximumOpen} connect sessions for {owner.InWords} that are neither complete nor closed. "
            + "Close some (IConnectSessions.CloseAsync), or wait until they expire.",
        "owner");

    private static ConnectorException Invalid(string message, string location) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, message, location);

    private static ConnectorException NotFound(string kind, string id) => ConnectionErrors.Create(
        ConnectorErrorCode.NotFound, $"The {kind} does not exist, or does not permit this.", id);
}

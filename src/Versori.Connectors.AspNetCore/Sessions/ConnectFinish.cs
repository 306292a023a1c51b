using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>What follows when a connection was made: a connect session is told, and the person is sent on.</summary>
internal sealed class ConnectFinish(IConnectSessions sessions, IConnections connections, SessionOwners owners)
{
    /// <summary>Whether the session of a sign-in still permits to connect.</summary>
    public async Task<bool> IsPermittedAsync(ConnectContext context, string? sessionId)
    {
        if (sessionId is null) return true;
        var session = await sessions.FindAsync(sessionId, context.Aborted).ConfigureAwait(false);
        return session is { State: ConnectSessionState.Opened }
            && (!session.IsOwnerOnly || await owners.MayUseAsync(context.Http, session).ConfigureAwait(false));
    }

    /// <summary>
    /// The checked URL to go on to. If the session refuses a new connection, because it ended meanwhile or something
    /// failed, the connection is removed again: nobody would know of it.
    /// </summary>
    public async Task<string> FinishAsync(
        ConnectContext context, Connection connection, bool isNew, string? sessionId, string? returnUrl)
    {
        if (sessionId is null)
        {
            return returnUrl
                ?? $"{context.RootUrl("connectors", connection.ConnectorId.Value)}?done=connected";
        }

        // The connection exists; a browser that leaves now must not keep the session from knowing it.
        var session = await CompleteAsync(sessionId, connection, isNew).ConfigureAwait(false);
        return session.State == ConnectSessionState.Connected
            ? context.RootUrl("sessions", session.Id, "done")
            : context.RootUrl("sessions", session.Id);
    }

    private async Task<ConnectSession> CompleteAsync(string sessionId, Connection connection, bool isNew)
    {
        try
        {
            return await sessions.CompleteAsync(sessionId, connection, CancellationToken.None).ConfigureAwait(false);
        }
        catch when (isNew)
        {
            await connections.DisconnectAsync(connection.Id, force: true, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}

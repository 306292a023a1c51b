using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>What follows when a connection was made: a connect session is told, and the person is sent on.</summary>
internal sealed class ConnectFinish(IConnectSessions sessions)
{
    /// <summary>Whether the session of a sign-in still permits to connect.</summary>
    public async Task<bool> IsPermittedAsync(string? sessionId, CancellationToken cancellationToken)
    {
        if (sessionId is null) return true;
        var session = await sessions.FindAsync(sessionId, cancellationToken).ConfigureAwait(false);
        return session is { State: ConnectSessionState.Opened };
    }

    /// <summary>The checked URL to go on to.</summary>
    public async Task<string> FinishAsync(
        ConnectContext context, Connection connection, string? sessionId, string? returnUrl)
    {
        if (sessionId is null)
        {
            return returnUrl
                ?? $"{context.RootUrl("connectors", connection.ConnectorId.Value)}?done=connected";
        }

        // The connection exists; a browser that leaves now must not keep the session from knowing it.
        var session = await sessions.CompleteAsync(sessionId, connection, CancellationToken.None).ConfigureAwait(false);
        return session.State == ConnectSessionState.Connected
            ? context.RootUrl("sessions", session.Id, "done")
            : context.RootUrl("sessions", session.Id);
    }
}

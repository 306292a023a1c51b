using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>Finds the visitor of a connect session: the browser that opened it acts for its owner.</summary>
internal sealed class SessionVisitors(IConnectSessions sessions, SessionOwners owners)
{
    public async ValueTask<Visitor?> FindAsync(ConnectContext context)
    {
        if (context.RouteText("session") is not { Length: > 0 and <= 100 } id) return null;
        var session = await sessions.FindAsync(id, context.Aborted).ConfigureAwait(false);
        return session is { State: ConnectSessionState.Opened or ConnectSessionState.Connected }
            && SessionCookies.IsOf(context.Http, session)
            && (!session.IsOwnerOnly || await owners.MayUseAsync(context.Http, session).ConfigureAwait(false))
            ? new(session.Owner, IsAdministrator: false) { Session = session }
            : null;
    }
}

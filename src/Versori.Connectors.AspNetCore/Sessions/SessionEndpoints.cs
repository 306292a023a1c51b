using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>The pages of a connect session: opening its link, choosing what to connect, and the end.</summary>
internal sealed class SessionEndpoints(
    IConnectSessions sessions,
    SessionCookies cookies,
    SessionPage page,
    LeavePage leave,
    ConnectorAccess access,
    FormChoices forms,
    ReturnUrls returnUrls,
    SessionOwners owners,
    ConnectProblems connectProblems,
    IOptions<ConnectOptions> options)
{
    /// <summary>Shows what the link is for. Only the form of the page uses the link up.</summary>
    public async Task<IResult> AskAsync(ConnectContext context)
    {
        var session = await FindAsync(context).ConfigureAwait(false);
        return session is null ? Expired(context) : await page.AskAsync(context, session).ConfigureAwait(false);
    }

    public async Task<IResult> OpenAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is null) return Expired(context);
        var token = context.RouteText("token") ?? "";
        var opened = await sessions.OpenAsync(new(token), context.Aborted).ConfigureAwait(false);
        if (opened is null) return Expired(context);
        cookies.Add(context.Http, opened);
        return new SeeOther(context.RootUrl("sessions", opened.Session.Id));
    }

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var session = context.Visitor.Session!;
        if (session.State == ConnectSessionState.Connected) return new SeeOther(context.Url("done"));
        var choices = new List<SessionChoice>();
        foreach (var id in session.Connectors)
        {
            var connector = await access.FindAsync(context.Visitor, id.Value, context.Aborted).ConfigureAwait(false);
            if (connector is null) continue;
            var listed = await forms.ListAsync(context.Visitor, connector, context.Aborted).ConfigureAwait(false);
            choices.Add(new(connector, listed, session.Connected.Contains(id)));
        }

        // A single way is no choice. The link back of its form must not lead here again.
        return choices is [{ Forms: [var only], IsConnected: false } choice] && context.RouteText("connector") is null
            ? new SeeOther(SessionPage.FormUrl(context, choice, only))
            : page.Choose(context, choices);
    }

    public Task<IResult> DoneAsync(ConnectContext context)
    {
        var session = context.Visitor.Session!;
        var url = returnUrls.Check(session.ReturnUrl);
        if (session.State != ConnectSessionState.Connected)
            return Task.FromResult<IResult>(new SeeOther(context.Url()));
        return Task.FromResult(session.Delivery == ConnectSessionDelivery.Redirect && url is not null
            ? leave.Return(context, url)
            : page.Done(context, session, url));
    }

    public async Task<IResult> CloseAsync(ConnectContext context)
    {
        var session = context.Visitor.Session!;
        await sessions.CloseAsync(session.Id, context.Aborted).ConfigureAwait(false);
        return returnUrls.Check(session.ReturnUrl) is { } url && session.Delivery == ConnectSessionDelivery.Redirect
            ? leave.Return(context, url)
            : page.Closed(context, session);
    }

    /// <summary>
    /// The state for the page that opened the popup. The id is unguessable and permits nothing else; pages of allowed
    /// origins may read it.
    /// </summary>
    public async Task<IResult> StatusAsync(ConnectContext context)
    {
        var origin = context.Http.Request.Headers.Origin.ToString();
        if (options.Value.ReturnOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            context.Http.Response.Headers.AccessControlAllowOrigin = origin;
            context.Http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }

        context.Http.Response.Headers.Vary = "Origin";
        var id = context.RouteText("session") ?? "";
        var session = await sessions.FindAsync(id, context.Aborted).ConfigureAwait(false);
        if (session is null) return Json(new("expired", []));
        var state = session.State.ToString().ToLowerInvariant();
        return Json(new(state, [.. session.Connections.Select(connection => connection.ToString())]));
    }

    private static IResult Json(SessionStatus status) =>
        Results.Json(status, SessionStatusJson.Default.SessionStatus);

    private async Task<ConnectSession?> FindAsync(ConnectContext context)
    {
        var token = context.RouteText("token") ?? "";
        var id = Versori.Connectors.SignIn.StateHash.Of(token);
        var session = await sessions.FindAsync(id, context.Aborted).ConfigureAwait(false);
        if (session is not { State: ConnectSessionState.Created }) return null;
        return await owners.MayUseAsync(context.Http, session).ConfigureAwait(false) ? session : null;
    }

    private IResult Expired(ConnectContext context) =>
        connectProblems.Link(context, "problem.session", StatusCodes.Status404NotFound);
}

using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Sessions;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>
/// Shows the code to enter on another device, and looks whether it was entered. Works without script.
/// </summary>
internal sealed class DeviceEndpoints(
    ISignIns signIns,
    SignInCookies cookies,
    ConnectFinish finish,
    LeavePage leave,
    PageLayout layout,
    ConnectProblems connectProblems,
    ProblemWriter problems)
{
    public Task<IResult> ShowAsync(ConnectContext context) =>
        Task.FromResult(FindTicket(context) is { } ticket
            ? Show(context, ticket, isPending: false)
            : problems.NotFound(context));

    public async Task<IResult> CheckAsync(ConnectContext context)
    {
        if (FindTicket(context) is not { } ticket) return problems.NotFound(context);
        if (!await finish.IsPermittedAsync(context, ticket.ConnectSession).ConfigureAwait(false))
            return problems.NotFound(context);
        try
        {
            var connection = await signIns.PollDeviceAsync(ticket.Id, context.Aborted).ConfigureAwait(false);
            if (connection is null) return Show(context, ticket, isPending: true);
            SignInCookies.Remove(context.Http, ticket.Id);
            var next = await finish.FinishAsync(
                context, connection, !ticket.IsReconnect, ticket.ConnectSession, ticket.ReturnUrl)
                .ConfigureAwait(false);
            return leave.Return(context, next);
        }
        catch (ConnectorException exception)
        {
            return connectProblems.SignInFailed(context, ticket, exception);
        }
    }

    /// <summary>The state for the page's script: pending, or where to go.</summary>
    public async Task<IResult> PollAsync(ConnectContext context)
    {
        if (FindTicket(context) is not { } ticket) return Results.NotFound();
        if (!await finish.IsPermittedAsync(context, ticket.ConnectSession).ConfigureAwait(false))
            return Results.NotFound();
        try
        {
            var connection = await signIns.PollDeviceAsync(ticket.Id, context.Aborted).ConfigureAwait(false);
            if (connection is null) return Status("pending", url: null);
            SignInCookies.Remove(context.Http, ticket.Id);
            var done = await finish.FinishAsync(
                context, connection, !ticket.IsReconnect, ticket.ConnectSession, ticket.ReturnUrl)
                .ConfigureAwait(false);
            return Status("connected", done);
        }
        catch (ConnectorException)
        {
            // The page shows the reason when it is sent.
            return Status("failed", url: null);
        }
    }

    private static IResult Status(string state, string? url) =>
        Results.Json(new DeviceStatus(state, url), DeviceStatusJson.Default.DeviceStatus);

    // The id alone is no permission: the cookie shows that this browser began.
    private SignInTicket? FindTicket(ConnectContext context) => context.RouteText("id") is { Length: > 0 } id
        && cookies.Find(context.Http, id) is { UserCode: not null } ticket
        && ticket.Owner == context.Visitor.Owner.ToString()
        && ticket.ConnectSession == context.Visitor.Session?.Id
        ? ticket
        : null;

    private PageResult Show(ConnectContext context, SignInTicket ticket, bool isPending)
    {
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["device.title"], html =>
        {
            if (isPending) html.Write($"<p class=\"notice\" role=\"status\">{texts["device.pending"]}</p>");
            html.Write($"<ol><li>{texts["device.open"]} <a href=\"{ticket.CompleteUrl ?? ticket.VerificationUrl}\" ");
            html.Write($"target=\"_blank\" rel=\"noopener noreferrer\">{ticket.VerificationUrl}</a></li>");
            html.Write($"<li>{texts["device.enter"]} <strong class=\"code\">{ticket.UserCode}</strong></li></ol>");
            var id = ticket.Id;
            html.Write($"<form method=\"post\" data-poll=\"{context.Url("devices", id, "status")}\" ");
            html.Write($"data-interval=\"{Math.Max(ticket.PollSeconds, 1)}\">");
            PageForms.WriteToken(html, context);
            html.Write($"<button class=\"primary\">{texts["device.done"]}</button></form>");
        });
    }
}

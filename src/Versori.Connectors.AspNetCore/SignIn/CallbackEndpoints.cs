using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Sessions;
using Versori.Connectors.SignIn;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>
/// Completes a sign-in when the person returns. The cookie of the sign-in is the permission: the host's own cookie may
/// be missing, because the request comes from another site.
/// </summary>
internal sealed class CallbackEndpoints(
    ISignIns signIns,
    SignInCookies cookies,
    PublicAddress address,
    IOwnerResolver owners,
    ConnectFinish finish,
    LeavePage leave,
    PostedResponses posted,
    ConnectProblems connectProblems)
{
    public async Task<IResult> GetAsync(ConnectContext context)
    {
        if (context.Query(PostedResponses.Parameter) is { } value)
        {
            return posted.Read(value) is { } form
                ? await CompleteAsync(context, form, form).ConfigureAwait(false)
                : connectProblems.Callback(context, "problem.callback", StatusCodes.Status400BadRequest);
        }

        var query = context.Http.Request.Query
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        return await CompleteAsync(context, query, form: null).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a response that the system posted (OAuth 2.0 Form Post Response Mode §4). Nothing is completed before the
    /// browser comes again by itself, with the host's cookies.
    /// </summary>
    public async Task<IResult> PostAsync(ConnectContext context)
    {
        var request = context.Http.Request;
        if (!request.HasFormContentType)
            return connectProblems.Callback(context, "problem.callback", StatusCodes.Status400BadRequest);
        var form = await request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        return posted.Continue(context, form) is { } next
            ? next
            : connectProblems.Callback(context, "problem.callback", StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> CompleteAsync(
        ConnectContext context, IEnumerable<KeyValuePair<string, string>> values, KeyValuePair<string, string>[]? form)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values) parameters[name] = value;
        if (FindTicket(context.Http, parameters) is not { } ticket)
            return connectProblems.Callback(context, "problem.callback", StatusCodes.Status400BadRequest);
        SignInCookies.Remove(context.Http, ticket.Id);
        if (await IsOfSomeoneElseAsync(context.Http, ticket).ConfigureAwait(false))
        {
            await signIns.CancelAsync(ticket.Id, CancellationToken.None).ConfigureAwait(false);
            return connectProblems.Callback(context, "problem.otherPerson", StatusCodes.Status403Forbidden);
        }

        if (!await finish.IsPermittedAsync(context, ticket.ConnectSession).ConfigureAwait(false))
        {
            await signIns.CancelAsync(ticket.Id, CancellationToken.None).ConfigureAwait(false);
            return connectProblems.Callback(context, "problem.session", StatusCodes.Status404NotFound);
        }

        try
        {
            var connection = await signIns.CompleteAsync(
                new()
                {
                    // The response that was posted is not in the query.
                    Uri = form is null
                        ? address.Current(context.Http.Request)
                        : new($"{address.Origin(context.Http.Request)}{context.RootUrl("callback")}"),
                    Session = new(ticket.Session),
                    Form = form,
                },
                context.Aborted).ConfigureAwait(false);
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

    private SignInTicket? FindTicket(HttpContext http, Dictionary<string, string> parameters)
    {
        // RFC 5849 §2.2: the callback of OAuth 1.0a names the temporary token.
        if (OAuth1Callback.TokenOf(parameters) is { } token)
        {
            return cookies.All(http).FirstOrDefault(
                ticket => ticket.Id == OAuth1Callback.SignInId(ticket.Session, token));
        }

        return parameters.TryGetValue("state", out var state) ? cookies.Find(http, StateHash.Of(state)) : null;
    }

    // A browser that another user of the host signed in to meanwhile must not complete the first user's sign-in.
    private async Task<bool> IsOfSomeoneElseAsync(HttpContext http, SignInTicket ticket)
    {
        // The link of a connect session may be for someone else than the host's user in this browser.
        if (ticket.ConnectSession is not null || http.User.Identity?.IsAuthenticated is not true) return false;
        var current = await owners.ResolveAsync(http).ConfigureAwait(false);
        return current is { } owner && owner.ToString() != ticket.Owner;
    }
}

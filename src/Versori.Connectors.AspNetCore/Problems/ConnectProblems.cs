using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Problems;

/// <summary>Pages for sign-ins that did not complete: they say what to do next.</summary>
internal sealed class ConnectProblems(PageLayout layout)
{
    public IResult Callback(ConnectContext context, string text, int status) =>
        Page(context, status, [context.Texts[text]], context.Url());

    /// <summary>A link that does not work: there is nothing to go back to.</summary>
    public IResult Link(ConnectContext context, string text, int status) =>
        Page(context, status, [context.Texts[text]], back: null);

    public IResult SignInFailed(ConnectContext context, SignInTicket ticket, ConnectorException exception)
    {
        var known = context.Texts[ProblemWriter.CodeText(exception.Code)];
        return Page(
            context,
            ProblemStatus.Of(exception.Code),
            [known, .. exception.Errors.Select(error => error.Message)],
            ticket.ConnectSession is { } session
                ? context.RootUrl("sessions", session)
                : ticket.ReturnUrl ?? context.RootUrl("connectors", ticket.Connector));
    }

    private PageResult Page(ConnectContext context, int status, IReadOnlyList<string> messages, string? back)
    {
        var texts = context.Texts;
        return layout.Page(context, status, texts["problem.signIn"], Write, ConnectPageKind.SignInProblem);

        void Write(HtmlWriter html)
        {
            html.Write($"<div class=\"notice bad\" role=\"alert\">");
            foreach (var message in messages) html.Write($"<p>{message}</p>");
            html.Write($"</div>");
            if (back is null) return;
            html.Write($"<p class=\"actions\"><a class=\"button\" href=\"{back}\">{texts["problem.again"]}</a></p>");
        }
    }
}

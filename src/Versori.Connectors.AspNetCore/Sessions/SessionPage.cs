using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>Writes the pages of a connect session.</summary>
internal sealed class SessionPage(PageLayout layout, IConnectorCatalog catalog, SignIn.PublicAddress address)
{
    public async Task<IResult> AskAsync(ConnectContext context, ConnectSession session)
    {
        var titles = new List<string>();
        foreach (var id in session.Connectors)
        {
            var connector = await catalog.FindAsync(id, version: null, context.Aborted).ConfigureAwait(false);
            titles.Add(connector?.Definition?.Title ?? id.Value);
        }

        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["session.title"], html =>
        {
            html.Write($"<p>{texts["session.ask"]}</p><ul>");
            foreach (var title in titles) html.Write($"<li>{title}</li>");
            // Mail scanners visit links, some with script: only a person's click opens a link that was sent.
            var isAutomatic = new HtmlFlag("data-auto", session.Delivery != ConnectSessionDelivery.Link);
            html.Write($"</ul><form method=\"post\"{isAutomatic}>");
            PageForms.WriteToken(html, context);
            html.Write($"<button class=\"primary\">{texts["session.open"]}</button></form>");
        });
    }

    public IResult Choose(ConnectContext context, IReadOnlyList<SessionChoice> choices)
    {
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["session.title"], html =>
        {
            html.Write($"<p>{texts["session.text"]}</p><ul class=\"cards\">");
            foreach (var choice in choices)
            {
                html.Write($"<li class=\"card\"><h2>{choice.Connector.Definition!.Title}</h2>");
                if (choice.IsConnected)
                    html.Write($"<p><span class=\"badge good\">{texts["session.connected"]}</span></p></li>");
                else
                    WriteForms(html, context, choice);
            }

            html.Write($"</ul><form method=\"post\" action=\"{context.Url("close")}\">");
            PageForms.WriteToken(html, context);
            html.Write($"<button>{texts["session.close"]}</button></form>");
        });
    }

    public IResult Done(ConnectContext context, ConnectSession session, string? returnUrl) =>
        End(context, session, returnUrl, "session.done", "session.doneText", "connected");

    public IResult Closed(ConnectContext context, ConnectSession session) =>
        End(context, session, returnUrl: null, "problem.signIn", "session.closedText", "closed");

    public static string FormUrl(ConnectContext context, SessionChoice choice, ConnectForm form)
    {
        var url = $"{context.Url("connectors", choice.Connector.Id.Value, "new")}?form={Uri.EscapeDataString(form.Id)}";
        return context.Visitor.Session?.ConnectionId is { } connection ? $"{url}&connection={connection}" : url;
    }

    private PageResult End(
        ConnectContext context, ConnectSession session, string? returnUrl, string title, string text, string state)
    {
        var texts = context.Texts;
        // The message names its exact receiver; without one, the opener polls the state.
        var origin = session.Origin ?? address.Origin(context.Http.Request);
        return layout.Page(context, StatusCodes.Status200OK, texts[title], html =>
        {
            var notify = session.Delivery == ConnectSessionDelivery.Popup ? session.Id : null;
            html.Write($"<div{new HtmlAttribute("data-notify", notify)} data-state=\"{state}\" ");
            html.Write($"data-origin=\"{origin}\">");
            html.Write($"<p class=\"notice\" role=\"status\">{texts[text]}</p></div>");
            if (returnUrl is not null)
                html.Write($"<p><a class=\"button primary\" href=\"{returnUrl}\">{texts["session.return"]}</a></p>");
        });
    }

    private static void WriteForms(HtmlWriter html, ConnectContext context, SessionChoice choice)
    {
        html.Write($"<ul class=\"actions\">");
        foreach (var form in choice.Forms)
        {
            var title = FormFields.FormTitle(form, context.Texts);
            html.Write($"<li><a class=\"button\" href=\"{FormUrl(context, choice, form)}\">{title}</a></li>");
        }

        html.Write($"</ul></li>");
    }
}

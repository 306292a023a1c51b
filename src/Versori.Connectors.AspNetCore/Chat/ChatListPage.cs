using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>The conversations, and the form that starts one.</summary>
internal sealed class ChatListPage(PageLayout layout, PageTimes times)
{
    public IResult Show(
        ConnectContext context,
        IReadOnlyList<Conversation> conversations,
        IReadOnlyList<ConnectorDefinition> connectors,
        IReadOnlyList<ConnectorError> errors)
    {
        var status = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var texts = context.Texts;
        return layout.Page(context, status, texts["chats.title"], html =>
        {
            PageForms.WriteErrors(html, context, errors);
            html.Write($"<p>{texts["chats.text"]}</p>");
            if (conversations.Count > 0) html.Write($"<ul class=\"rows\">");
            foreach (var conversation in conversations) WriteRow(html, context, conversation);
            if (conversations.Count > 0) html.Write($"</ul>");
            WriteStart(html, context, connectors);
        });
    }

    private void WriteRow(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        var url = context.Url("chats", conversation.Id.ToString());
        html.Write($"<li class=\"row\"><h2><a href=\"{url}\">{ChatPage.TitleOf(conversation, context.Texts)}</a></h2>");
        html.Write($"<p>");
        times.Write(html, context, conversation.UpdatedAt);
        html.Write($"</p>");
        var open = conversation.Proposals.Count(proposal => proposal.State == ProposalState.Proposed);
        if (open > 0)
        {
            html.Write($"<p><span class=\"badge warn\">{context.Texts.Format("chats.open", open)}</span></p>");
        }

        html.Write($"</li>");
    }

    private static void WriteStart(
        HtmlWriter html, ConnectContext context, IReadOnlyList<ConnectorDefinition> connectors)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"start\"><h2 id=\"start\">{texts["chats.start"]}</h2>");
        PageForms.Begin(html, context, context.Url("chats"));
        WriteText(html, "title", texts["chats.name"], texts["chats.nameHelp"], texts["form.optional"]);
        WriteText(
            html, "integration", texts["chats.integration"], texts["chats.integrationHelp"], texts["form.optional"]);
        if (connectors.Count > 0)
        {
            html.Write($"<fieldset><legend>{texts["chats.connectors"]}</legend>");
            foreach (var connector in connectors)
            {
                var id = $"connector-{connector.Id.Value}";
                html.Write($"<p class=\"choice\"><input type=\"checkbox\" id=\"{id}\" name=\"connector\" ");
                html.Write($"value=\"{connector.Id}\"><label for=\"{id}\">{connector.Title}</label></p>");
            }

            html.Write($"</fieldset>");
        }

        html.Write($"<p class=\"actions\"><button class=\"primary\">{texts["chats.begin"]}</button></p></form>");
        html.Write($"</section>");
    }

    private static void WriteText(HtmlWriter html, string name, string title, string help, string optional)
    {
        html.Write($"<p class=\"field\"><label for=\"{name}\">{title} ");
        html.Write($"<span class=\"optional\">{optional}</span></label>");
        html.Write($"<span class=\"help\" id=\"{name}-help\">{help}</span><input id=\"{name}\" name=\"{name}\" ");
        html.Write($"maxlength=\"200\" autocomplete=\"off\" aria-describedby=\"{name}-help\"></p>");
    }
}

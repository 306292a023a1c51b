using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>A conversation: what was said, what is proposed, what is open, and the form of the next message.</summary>
internal sealed class ChatPage(PageLayout layout, PageTimes times)
{
    private static readonly (ConversationMode Mode, string Name)[] Modes =
        [(ConversationMode.Plan, "plan"), (ConversationMode.Change, "change"), (ConversationMode.Ask, "ask")];

    public IResult Show(ConnectContext context, ChatModel model)
    {
        var conversation = model.Conversation;
        var title = TitleOf(conversation, context.Texts);
        return layout.Page(context, model.Status, title, Write, errors: model.Errors);

        void Write(HtmlWriter html)
        {
            ChatProposals.WriteErrors(html, context, conversation, model.Errors);
            WriteTurns(html, context, conversation);
            ChatProposals.Write(html, context, conversation);
            ChatDrafts.WriteQuestions(html, context, conversation);
            WriteSend(html, context, model);
            ChatDrafts.WriteDrafts(html, context, conversation);
            WriteEnd(html, context, conversation);
        }
    }

    public static string TitleOf(Conversation conversation, ConnectTexts texts) =>
        conversation.Title.Length > 0 ? conversation.Title : texts["chat.untitled"];

    private void WriteTurns(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"messages\"><h2 id=\"messages\">{texts["chat.messages"]}</h2>");
        if (conversation.Turns.Count == 0) html.Write($"<p>{texts["chat.empty"]}</p>");
        html.Write($"<div class=\"turns\">");
        for (var i = 0; i < conversation.Turns.Count; i++)
        {
            var isLatest = i == conversation.Turns.Count - 1;
            WriteTurn(html, context, conversation, conversation.Turns[i], isLatest ? "latest" : null);
        }

        html.Write($"</div></section>");
    }

    private void WriteTurn(
        HtmlWriter html, ConnectContext context, Conversation conversation, ConversationTurn turn, string? id)
    {
        var texts = context.Texts;
        html.Write($"<article class=\"row\"{new HtmlAttribute("id", id)}><h3>{texts["chat.you"]} ");
        html.Write($"<span class=\"badge\">{texts[$"chat.mode.{NameOf(turn.Mode)}"]}</span></h3>");
        html.Write($"<p class=\"text\">{turn.Message}</p>");
        foreach (var attachment in turn.Attachments)
        {
            var text = attachment.System is { } system
                ? texts.Format("chat.readAs", attachment.Name, system)
                : texts.Format("chat.attached", attachment.Name);
            html.Write($"<p>{text}</p>");
        }

        html.Write($"<p class=\"muted\">");
        times.Write(html, context, turn.SentAt);
        html.Write($"</p><h3>{texts["chat.response"]}</h3><p class=\"text\">{turn.Response}</p>");
        // Without a client, the response itself says so.
        if (turn.Outcome is not (ConversationOutcome.Complete or ConversationOutcome.WithoutModel))
            html.Write($"<p class=\"notice warn\">{texts[$"chat.outcome.{turn.Outcome}"]}</p>");
        foreach (var warning in turn.Warnings) html.Write($"<p class=\"notice warn\">{warning}</p>");
        var proposals = turn.Proposals.Select(conversation.FindProposal).OfType<ConversationProposal>().ToArray();
        if (proposals.Length > 0) html.Write($"<p>{texts["chat.proposed"]}</p><ul>");
        foreach (var proposal in proposals)
            html.Write($"<li><a href=\"#{proposal.Id}\">{proposal.Summary}</a></li>");
        if (proposals.Length > 0) html.Write($"</ul>");
        html.Write($"</article>");
    }

    private static void WriteSend(HtmlWriter html, ConnectContext context, ChatModel model)
    {
        var texts = context.Texts;
        var conversation = model.Conversation;
        var url = context.Url("chats", conversation.Id.ToString());
        html.Write($"<section aria-labelledby=\"send\"><h2 id=\"send\">{texts["chat.next"]}</h2>");
        html.Write($"<div data-response hidden class=\"row\" aria-live=\"polite\"><p class=\"text\"></p>");
        html.Write($"<p class=\"muted\"></p></div>");
        html.Write($"<form method=\"post\" action=\"{url}\" enctype=\"multipart/form-data\" ");
        html.Write($"data-stream=\"{url}/stream\" data-failed=\"{texts["chat.interrupted"]}\">");
        PageForms.WriteToken(html, context);
        html.Write($"<p class=\"field\"><label for=\"text\">{texts["chat.message"]}</label>");
        html.Write($"<textarea id=\"text\" name=\"text\" rows=\"4\" maxlength=\"20000\">{model.Text}</textarea></p>");
        var chosen = model.Mode ?? (conversation.Turns is [.., var latest] ? latest.Mode : ConversationMode.Plan);
        html.Write($"<fieldset><legend>{texts["chat.mode"]}</legend>");
        foreach (var (mode, key) in Modes)
        {
            html.Write($"<p class=\"choice\"><input type=\"radio\" id=\"mode-{key}\" name=\"mode\" value=\"{key}\"");
            html.Write($"{new HtmlFlag("checked", mode == chosen)}><label for=\"mode-{key}\">");
            html.Write($"{texts[$"chat.mode.{key}"]} <span class=\"optional\">");
            html.Write($"{texts[$"chat.modeHelp.{key}"]}</span></label></p>");
        }

        html.Write($"</fieldset><p class=\"field\"><label for=\"files\">{texts["chat.files"]} ");
        html.Write($"<span class=\"optional\">{texts["form.optional"]}</span></label>");
        html.Write($"<span class=\"help\" id=\"files-help\">{texts["chat.filesHelp"]}</span>");
        html.Write($"<input type=\"file\" id=\"files\" name=\"files\" multiple aria-describedby=\"files-help\"></p>");
        html.Write($"<p class=\"actions\"><button class=\"primary\">{texts["chat.send"]}</button></p></form>");
        html.Write($"</section>");
    }

    private static void WriteEnd(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        var texts = context.Texts;
        var url = context.Url("chats", conversation.Id.ToString());
        html.Write($"<p class=\"actions\"><a class=\"button\" href=\"{context.Url("chats")}\">");
        html.Write($"{texts["chats.show"]}</a></p><details><summary>{texts["chat.delete"]}</summary>");
        html.Write($"<p>{texts["chat.deleteHelp"]}</p>");
        PageForms.WriteButton(html, context, url + "/delete", texts["chat.delete"], "danger");
        html.Write($"</details>");
    }

    private static string NameOf(ConversationMode mode) => Modes.First(known => known.Mode == mode).Name;
}

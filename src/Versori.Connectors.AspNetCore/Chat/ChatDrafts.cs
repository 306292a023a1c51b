using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>The open questions of a conversation's drafts, and the drafts themselves.</summary>
internal static class ChatDrafts
{
    private const int MaximumQuestions = 20;

    public static void WriteQuestions(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        var open = conversation.Systems
            .SelectMany(system => system.Draft.OpenQuestions.Select(question => (system.Name, Question: question)))
            .Where(item => item.Question is { State: QuestionState.Open, Id.Length: > 0 })
            .Take(MaximumQuestions)
            .ToArray();
        if (open.Length == 0) return;
        html.Write($"<section aria-labelledby=\"questions\">");
        html.Write($"<h2 id=\"questions\">{context.Texts["chat.questions"]}</h2>");
        for (var i = 0; i < open.Length; i++) WriteQuestion(html, context, conversation, open[i], i);
        html.Write($"</section>");
    }

    public static void WriteDrafts(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        if (conversation.Systems.Count == 0) return;
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"drafts\"><h2 id=\"drafts\">{texts["chat.drafts"]}</h2>");
        foreach (var system in conversation.Systems)
        {
            var definition = system.Draft.Definition;
            html.Write($"<div class=\"row\"><h3>{definition.Title}</h3>");
            html.Write($"<p>{texts.Format("chat.endpoints", system.Draft.Endpoints.Count)}</p><ul>");
            foreach (var endpoint in system.Draft.Endpoints) html.Write($"<li><code>{endpoint}</code></li>");
            html.Write($"</ul>");
            PageForms.WriteButton(
                html,
                context,
                context.Url("chats", conversation.Id.ToString(), "draft"),
                texts.Format("chat.save", definition.Title),
                kind: null,
                describedBy: null,
                ("system", system.Name));
            html.Write($"</div>");
        }

        html.Write($"</section>");
    }

    private static void WriteQuestion(
        HtmlWriter html,
        ConnectContext context,
        Conversation conversation,
        (string System, PlanQuestion Question) open,
        int index)
    {
        var texts = context.Texts;
        var (question, id) = (open.Question, $"choice-{index}");
        html.Write($"<div class=\"row\">");
        PageForms.Begin(html, context, context.Url("chats", conversation.Id.ToString(), "decide"));
        PageForms.WriteHidden(html, "system", open.System);
        PageForms.WriteHidden(html, "question", question.Id);
        html.Write($"<p class=\"field\"><label for=\"{id}\">{question.Text}</label>");
        html.Write($"<span class=\"help\" id=\"{id}-help\">{open.System} {question.Place}</span>");
        if (question.Options.Count == 0)
        {
            html.Write($"<input id=\"{id}\" name=\"choice\"{new HtmlAttribute("value", question.Default)} ");
            html.Write($"autocomplete=\"off\" aria-describedby=\"{id}-help\">");
        }
        else
        {
            html.Write($"<select id=\"{id}\" name=\"choice\" aria-describedby=\"{id}-help\">");
            html.Write($"<option value=\"\">{texts["chat.keepDefault"]}</option>");
            foreach (var option in question.Options)
            {
                html.Write($"<option value=\"{option}\"{new HtmlFlag("selected", option == question.Default)}>");
                html.Write($"{option}</option>");
            }

            html.Write($"</select>");
        }

        html.Write($"</p><p class=\"actions\"><button>{texts["chat.decide"]}</button></p></form></div>");
    }
}

using System.Globalization;
using Versori.Connectors.AspNetCore.Administration;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>The proposals of a conversation as differences, each with what can be done with it.</summary>
internal static class ChatProposals
{
    public static void Write(HtmlWriter html, ConnectContext context, Conversation conversation)
    {
        if (conversation.Proposals.Count == 0) return;
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"proposals\"><h2 id=\"proposals\">{texts["chat.proposals"]}</h2>");
        var isOpen = conversation.Proposals.ToLookup(proposal =>
            proposal.State is ProposalState.Proposed or ProposalState.Applied or ProposalState.Undone);
        foreach (var proposal in isOpen[true].OrderBy(proposal => proposal.State == ProposalState.Proposed ? 0 : 1))
            WriteProposal(html, context, conversation, proposal);
        if (isOpen[false].Any())
        {
            html.Write($"<details><summary>{texts["chat.ended"]}</summary>");
            foreach (var proposal in isOpen[false]) WriteProposal(html, context, conversation, proposal);
            html.Write($"</details>");
        }

        html.Write($"</section>");
    }

    /// <summary>Writes why something was refused. Changes that have to be undone first are links to these.</summary>
    public static void WriteErrors(
        HtmlWriter html, ConnectContext context, Conversation conversation, IReadOnlyList<ConnectorError> errors)
    {
        var first = errors.SelectMany(error => error.Related)
            .Select(conversation.FindProposal)
            .OfType<ConversationProposal>()
            .ToArray();
        if (first.Length == 0)
        {
            PageForms.WriteErrors(html, context, errors);
            return;
        }

        html.Write($"<div class=\"notice bad\" role=\"alert\"><h2>{context.Texts["chat.undoFirst"]}</h2><ul>");
        foreach (var proposal in first) html.Write($"<li><a href=\"#{proposal.Id}\">{proposal.Summary}</a></li>");
        html.Write($"</ul></div>");
    }

    private static void WriteProposal(
        HtmlWriter html, ConnectContext context, Conversation conversation, ConversationProposal proposal)
    {
        var texts = context.Texts;
        var kind = proposal.State switch
        {
            ProposalState.Applied => "good",
            ProposalState.Proposed => "warn",
            _ => "",
        };
        html.Write($"<article class=\"row\" id=\"{proposal.Id}\"><h3 id=\"{proposal.Id}-title\">");
        html.Write($"{proposal.Summary}</h3><p><span class=\"badge {kind}\">");
        html.Write($"{texts[$"proposal.{proposal.State}"]}</span> {proposal.System}</p>");
        if (proposal.Reason.Length > 0) html.Write($"<p class=\"text\">{proposal.Reason}</p>");
        if (proposal.RequiresConfirmation) html.Write($"<p class=\"notice warn\">{texts["proposal.confirm"]}</p>");
        foreach (var warning in proposal.Warnings) html.Write($"<p class=\"notice warn\">{warning}</p>");
        DraftPage.WriteDiff(html, proposal.Diff, texts);
        html.Write($"<div class=\"actions\">");
        if (proposal.State is ProposalState.Proposed or ProposalState.Undone)
            WriteButton(html, context, conversation, proposal, "apply", "primary");
        if (proposal.State == ProposalState.Proposed)
            WriteButton(html, context, conversation, proposal, "refuse", kind: null);
        if (proposal.State == ProposalState.Applied)
            WriteButton(html, context, conversation, proposal, "undo", kind: null);
        html.Write($"</div></article>");
    }

    private static void WriteButton(
        HtmlWriter html,
        ConnectContext context,
        Conversation conversation,
        ConversationProposal proposal,
        string action,
        string? kind) =>
        PageForms.WriteButton(
            html,
            context,
            context.Url("chats", conversation.Id.ToString(), action),
            context.Texts[$"proposal.{action}"],
            kind,
            $"{proposal.Id}-title",
            ("proposal", proposal.Id),
            ("revision", conversation.Revision.ToString(CultureInfo.InvariantCulture)));
}

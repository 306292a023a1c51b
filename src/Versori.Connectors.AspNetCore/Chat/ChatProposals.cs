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
        // The change that was applied last is undone first.
        var last = conversation.Proposals.Where(proposal => proposal.State == ProposalState.Applied)
            .MaxBy(proposal => proposal.AppliedAs);
        var isOpen = conversation.Proposals.ToLookup(proposal =>
            proposal.State is ProposalState.Proposed or ProposalState.Applied or ProposalState.Undone);
        foreach (var proposal in isOpen[true].OrderBy(proposal => proposal.State == ProposalState.Proposed ? 0 : 1))
            WriteProposal(html, context, conversation, proposal, proposal == last);
        if (isOpen[false].Any())
        {
            html.Write($"<details><summary>{texts["chat.ended"]}</summary>");
            foreach (var proposal in isOpen[false]) WriteProposal(html, context, conversation, proposal, isLast: false);
            html.Write($"</details>");
        }

        html.Write($"</section>");
    }

    private static void WriteProposal(
        HtmlWriter html,
        ConnectContext context,
        Conversation conversation,
        ConversationProposal proposal,
        bool isLast)
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
        if (isLast) WriteButton(html, context, conversation, proposal, "undo", kind: null);
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

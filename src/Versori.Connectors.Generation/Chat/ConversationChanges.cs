using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>The decisions about proposals, as changes of a conversation.</summary>
internal sealed class ConversationChanges(ProposalWriter writer)
{
    /// <summary>Applies a proposal.</summary>
    public Conversation Apply(Conversation conversation, IReadOnlyList<OpenSystem> systems, string id)
    {
        var proposal = conversation.FindProposal(id) ?? throw ConversationErrors.NoProposal(id);
        if (proposal.State == ProposalState.Applied) return conversation;
        if (proposal.State == ProposalState.Refused)
            throw ConversationErrors.Conflict($"The proposal '{id}' was refused. Propose the change again.");
        var system = Find(systems, proposal.System)
            ?? throw ConversationErrors.NoSystem(conversation, proposal.System);
        var (after, problem) = writer.Try(system, proposal.Edit, ProposalWriter.ReasonOf(proposal));
        if (after is null)
            throw ConversationErrors.Conflict($"The proposal '{id}' no longer fits the draft. {problem}");
        return Applied(conversation, systems, system, after, proposal);
    }

    /// <summary>Refuses a proposal.</summary>
    public static Conversation Refuse(Conversation conversation, string id)
    {
        var proposal = conversation.FindProposal(id) ?? throw ConversationErrors.NoProposal(id);
        return proposal.State switch
        {
            ProposalState.Refused => conversation,
            ProposalState.Applied => throw ConversationErrors.Conflict(
                $"The proposal '{id}' is applied. Undo it instead."),
            _ => Replace(conversation, proposal with { State = ProposalState.Refused }),
        };
    }

    /// <summary>Undoes the change that was applied last.</summary>
    public Conversation UndoLast(Conversation conversation, IReadOnlyList<OpenSystem> systems)
    {
        var last = conversation.Proposals.Where(proposal => proposal.State == ProposalState.Applied)
            .MaxBy(proposal => proposal.AppliedAs)
            ?? throw ConversationErrors.Of(ConnectorErrorCode.NotFound, "Nothing is applied.", location: null);
        return Undo(conversation, systems, last.Id);
    }

    /// <summary>Undoes a change, if no later one concerns the same place.</summary>
    public Conversation Undo(Conversation conversation, IReadOnlyList<OpenSystem> systems, string id)
    {
        var change = conversation.FindProposal(id) ?? throw ConversationErrors.NoProposal(id);
        if (change.State == ProposalState.Undone) return conversation;
        if (change.State != ProposalState.Applied)
            throw ConversationErrors.Conflict($"The proposal '{id}' is not applied.");
        var system = Find(systems, change.System) ?? throw ConversationErrors.NoSystem(conversation, change.System);
        ConversationProposal[] later =
        [
            .. conversation.Proposals
                .Where(other => other.State == ProposalState.Applied && other.System == change.System
                    && other.AppliedAs > change.AppliedAs)
                .OrderBy(other => other.AppliedAs),
        ];
        var result = new ChangeUndo(writer).Undo(system, change, later)
            ?? throw ConversationErrors.Conflict($"The proposal '{id}' can no longer be undone.");
        if (result.InTheWay.Count > 0) throw ConversationErrors.UndoFirst(change, result.InTheWay);
        // What was decided since stays decided.
        var draft = result.System.Draft;
        draft = draft with { OpenQuestions = DraftQuestions.Of(Decided(draft, system.Draft), system.Source) };
        var undone = change with { State = ProposalState.Undone, Undo = null, AppliedAs = 0 };
        var replaced = result.Reapplied.Append(undone).Aggregate(conversation, Replace);
        return Renewed(replaced, systems, system.With(draft));
    }

    /// <summary>Adds what a person decided about a question, and applies what follows from it.</summary>
    public Conversation Decide(
        Conversation conversation,
        IReadOnlyList<OpenSystem> systems,
        string name,
        string question,
        string? choice)
    {
        var system = Find(systems, name) ?? throw ConversationErrors.NoSystem(conversation, name);
        var decision = QuestionDecision.Of(system, question, choice);
        var decided = system.With(decision.Draft);
        if (decision.Edit is not { } edit) return Renewed(conversation, systems, decided);
        var reason = new EditReason($"A person decided it: {decision.Question}", IsModelChoice: false);
        var (proposal, problem) = writer.Write(decided, edit, reason, []);
        if (proposal is null) throw ConversationErrors.Invalid(problem!, "choice");
        var (after, _) = writer.Try(decided, edit, reason);
        var with = conversation with { Proposals = [.. conversation.Proposals, proposal] };
        return Applied(with, systems, decided, after!, proposal);
    }

    /// <summary>Returns the conversation with systems, and with its proposals as they are for these.</summary>
    public Conversation Renewed(Conversation conversation, IReadOnlyList<OpenSystem> systems) => conversation with
    {
        Systems = [.. systems.Select(system => system.System)],
        Proposals =
        [
            .. conversation.Proposals.Select(proposal => writer.Renew(proposal, Find(systems, proposal.System))),
        ],
    };

    private Conversation Renewed(Conversation conversation, IReadOnlyList<OpenSystem> systems, OpenSystem changed) =>
        Renewed(conversation, [.. systems.Select(system => system.Name == changed.Name ? changed : system)]);

    private Conversation Applied(
        Conversation conversation,
        IReadOnlyList<OpenSystem> systems,
        OpenSystem system,
        PlannedConnector after,
        ConversationProposal proposal)
    {
        var applied = proposal with
        {
            State = ProposalState.Applied,
            AppliedAs = conversation.Proposals.Max(other => other.AppliedAs) + 1,
            Diff = DefinitionDiff.Between(system.Draft.Definition, after.Definition),
            Undo = DraftUndo.Record(system.Draft, after),
        };
        return Renewed(Replace(conversation, applied), systems, system.With(after));
    }

    private static PlannedConnector Decided(PlannedConnector before, PlannedConnector current) => before with
    {
        OpenQuestions =
        [
            .. before.OpenQuestions.Select(question =>
                current.OpenQuestions.FirstOrDefault(other => other.Id == question.Id && IsText(other.Id)) ?? question),
        ],
    };

    private static bool IsText(string id) => QuestionIds.IsExplanation(id);

    private static Conversation Replace(Conversation conversation, ConversationProposal changed) => conversation with
    {
        Proposals =
        [
            .. conversation.Proposals.Select(proposal => proposal.Id == changed.Id ? changed : proposal),
        ],
    };

    private static OpenSystem? Find(IReadOnlyList<OpenSystem> systems, string name) =>
        systems.FirstOrDefault(system => system.Name == name);
}

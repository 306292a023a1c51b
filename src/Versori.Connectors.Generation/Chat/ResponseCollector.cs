using System.Text;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Collects what a response brings, and reports it while it is made.</summary>
/// <param name="conversation">The conversation as it was when the message was sent.</param>
/// <param name="writer">Makes proposals.</param>
/// <param name="wishes">What the person's words say.</param>
/// <param name="report">Reports an update to the caller.</param>
internal sealed class ResponseCollector(
    Conversation conversation,
    ProposalWriter writer,
    PersonWishes wishes,
    Func<ConversationUpdate, ValueTask> report)
{
    private const int MaximumProposals = 40, LongestText = 20_000;

    private readonly StringBuilder _text = new();
    private readonly List<ConversationProposal> _proposals = [];
    private readonly List<(string System, PlanQuestion Question)> _questions = [];

    public PersonWishes Wishes => wishes;

    public IReadOnlyList<ConversationProposal> Proposals => _proposals;

    public IReadOnlyList<(string System, PlanQuestion Question)> Questions => _questions;

    /// <summary>What went wrong.</summary>
    public List<string> Warnings { get; } = [];

    public string Text => _text.ToString().Trim();

    public ValueTask ReportAsync(ConversationUpdate update) => report(update);

    /// <summary>Adds plain text to the response.</summary>
    public async ValueTask SayAsync(string text)
    {
        var room = LongestText - _text.Length;
        if (text.Length == 0 || room <= 0) return;
        if (text.Length > room)
        {
            text = text[..(char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
            Warnings.Add($"The response is longer than {LongestText} characters. The rest is left out.");
        }

        _text.Append(text);
        await report(new ConversationText(text)).ConfigureAwait(false);
    }

    /// <summary>Adds a question.</summary>
    public async ValueTask AskAsync(string system, PlanQuestion question)
    {
        if (_questions.Exists(other => other.System == system && other.Question.Id == question.Id)) return;
        _questions.Add((system, question));
        await report(new ConversationQuestion(system, question)).ConfigureAwait(false);
    }

    /// <summary>Adds the proposal of an edit. Returns it, or why there is none.</summary>
    public async ValueTask<(ConversationProposal? Proposal, string? Problem)> ProposeAsync(
        OpenSystem system, DraftEdit edit, EditReason reason, IReadOnlyList<string> warnings)
    {
        if (Waiting(system.Name).FirstOrDefault(other => other.Edit == edit) is { } same) return (same, null);
        if (_proposals.Count >= MaximumProposals) return (null, "There are too many proposals at once.");
        var (proposal, problem) = writer.Write(system, edit, reason, warnings);
        if (proposal is null) return (null, problem);
        _proposals.Add(proposal);
        await report(new ConversationProposed(proposal)).ConfigureAwait(false);
        return (proposal, null);
    }

    /// <summary>Returns the proposals of a system that wait for a decision, with those of this response.</summary>
    public IEnumerable<ConversationProposal> Waiting(string system) => conversation.Proposals
        .Where(proposal => proposal.State == ProposalState.Proposed)
        .Concat(_proposals)
        .Where(proposal => proposal.System == system);

    /// <summary>Forgets proposals and questions of a response that was cancelled.</summary>
    public void Forget()
    {
        _proposals.Clear();
        _questions.Clear();
    }
}

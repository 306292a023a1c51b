using Versori.Connectors;

namespace PlannerSample;

/// <summary>Prints conversations to the terminal.</summary>
internal static class Printing
{
    /// <summary>Prints the drafts as they are.</summary>
    public static void Drafts(Conversation conversation)
    {
        foreach (var system in conversation.Systems)
        {
            var (draft, definition) = (system.Draft, system.Draft.Definition);
            Console.WriteLine($"{system.Name}: {definition.Title}, {definition.BaseUrl}");
            foreach (var choice in draft.Choices)
            {
                var confirm = choice.RequiresConfirmation ? ", writes" : "";
                Console.WriteLine($"  endpoint  {choice.Method} {choice.Path} ({choice.EndpointId}{confirm})");
                Console.WriteLine($"            {choice.Reason}");
            }

            foreach (var method in definition.AuthMethods)
            {
                var scopes = method is OAuth2Auth oauth ? $", scopes: {string.Join(' ', oauth.Scopes)}" : "";
                Console.WriteLine($"  auth      {method.Id}{scopes}");
            }

            foreach (var question in Open(system))
                Console.WriteLine($"  open      {question.Id}: {question.Text}");
        }
    }

    /// <summary>Prints a proposal with the number by which it is applied.</summary>
    public static void Proposal(int number, ConversationProposal proposal)
    {
        Console.WriteLine($"  [{number}] {proposal.Summary}");
        if (proposal.Reason.Length > 0) Console.WriteLine($"      {proposal.Reason}");
        foreach (var warning in proposal.Warnings) Console.WriteLine($"      ! {warning}");
    }

    /// <summary>Prints the proposals that wait.</summary>
    public static void Waiting(Conversation conversation)
    {
        foreach (var (at, proposal) in conversation.Proposals.Index())
        {
            if (proposal.State == ProposalState.Proposed) Proposal(at + 1, proposal);
        }
    }

    /// <summary>Prints how a response ended.</summary>
    public static void End(ConversationTurn turn)
    {
        foreach (var warning in turn.Warnings) Console.WriteLine($"  ! {warning}");
        if (turn.Usage is not { } usage) return;
        var about = usage.TokensAreEstimated ? "about " : "";
        Console.WriteLine($"  ({turn.Outcome}: {usage.Turns} requests, {usage.ToolCalls} calls, "
            + $"{about}{usage.InputTokens} tokens in, {usage.OutputTokens} out, {usage.Duration.TotalSeconds:0.0} s)");
    }

    private static IEnumerable<PlanQuestion> Open(ConversationSystem system) =>
        system.Draft.OpenQuestions.Where(question => question.State == QuestionState.Open);
}

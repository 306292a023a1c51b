using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Lets the host's chat client respond to a message, within limits of turns, tokens and time.</summary>
internal sealed class ChatResponder(IChatClient chat, PlanModelOptions options, TimeProvider time)
{
    public async Task<(ConversationOutcome Outcome, ConversationUsage Usage)> RespondAsync(
        Conversation conversation,
        ConversationTurn turn,
        IReadOnlyList<OpenSystem> systems,
        EmbeddingRanker? embeddings,
        ResponseCollector collector,
        CancellationToken cancellationToken)
    {
        var sources = systems.Select((system, at) => new ModelSource(
            system.Name, system.Source.Definition, collector.Wishes.Candidates(at))).ToList();
        var tools = new ChatTools(turn.Mode, systems, sources, embeddings, collector);
        var instructions = ChatPrompt.Instructions(turn.Mode);
        var forFirst = options.MaximumFirstTokens - TokenEstimate.Of(instructions) - Math.Max(
            ModelTool.TokensOf(tools.Functions), TokenEstimate.Of(ModelPrompt.WithoutFunctions(tools.Functions)));
        var first = ChatPrompt.First(
            conversation, turn.Message, turn.Attachments, systems, sources, Math.Max(forFirst, 500), out var isWhole);
        if (!isWhole)
            collector.Warnings.Add("The message and its attachments are long. Only their beginning was used.");
        var exchange = new ModelConversation(chat, time, tools.Functions);
        var session = new ChatSession(exchange, options, tools, collector, instructions, first);
        var outcome = await RunAsync(session, collector, cancellationToken).ConfigureAwait(false);
        return (outcome, new()
        {
            Turns = exchange.Turns,
            ToolCalls = session.ToolCalls,
            FirstInputTokens = exchange.FirstInputTokens,
            InputTokens = exchange.InputTokens,
            OutputTokens = exchange.OutputTokens,
            TokensAreEstimated = exchange.IsEstimated,
            Duration = exchange.Duration,
        });
    }

    private async Task<ConversationOutcome> RunAsync(
        ChatSession session, ResponseCollector collector, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.MaximumDuration, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await session.RunAsync(linked.Token).ConfigureAwait(false)) return ConversationOutcome.Complete;
            collector.Warnings.Add("The limit of turns or tokens ended the response.");
            return ConversationOutcome.Limited;
        }
        catch (OperationCanceledException)
            when (!cancellationToken.IsCancellationRequested && limit.IsCancellationRequested)
        {
            collector.Warnings.Add("The chat client took longer than allowed.");
            return ConversationOutcome.Limited;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the message of the exception, which may contain the URL or key of the chat service.
            collector.Warnings.Add($"The chat client failed ({exception.GetType().Name}).");
            return ConversationOutcome.Failed;
        }
    }
}

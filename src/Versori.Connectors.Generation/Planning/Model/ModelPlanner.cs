using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Lets the host's chat client choose endpoints. It works with functions over the imported documents, within limits of
/// turns, tokens and time. What it names is compared with the sources before it is used.
/// </summary>
internal sealed class ModelPlanner(IChatClient chat, PlanModelOptions options, int maximum, TimeProvider time)
{
    /// <summary>Asks the chat client.</summary>
    /// <param name="requirements">The requirements.</param>
    /// <param name="answers">Questions that were answered before, with their answers.</param>
    /// <param name="sources">The systems.</param>
    /// <param name="expected">For each system, whether comparing words chose endpoints.</param>
    /// <param name="embeddings">Ranks by meaning, if the host has a generator.</param>
    /// <param name="cancellationToken">Cancels planning.</param>
    public async Task<ModelResult> ChooseAsync(
        string requirements,
        IReadOnlyList<string> answers,
        IReadOnlyList<ModelSource> sources,
        IReadOnlyList<bool> expected,
        EmbeddingRanker? embeddings,
        CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var instructions = ModelPrompt.Instructions(maximum);
        var forFirst = options.MaximumFirstTokens - TokenEstimate.Of(instructions)
            - Math.Max(ModelTool.Tokens, TokenEstimate.Of(ModelPrompt.WithoutFunctions()));
        var first = ModelPrompt.First(requirements, answers, sources, forFirst, out var shown, out var isWhole);
        if (shown < sources.Count)
        {
            warnings.Add($"The chat client saw only {shown} of {sources.Count} systems. "
                + "The endpoints of the others were selected by comparing words.");
        }

        if (!isWhole) warnings.Add("The requirements are long. The chat client saw only their beginning.");
        sources = [.. sources.Take(shown)];
        var choices = new ModelChoices(sources, maximum);
        var conversation = new ModelConversation(chat, time);
        var session = new ModelSession(
            conversation, options, sources, choices, new ModelTools(sources, choices, embeddings), instructions, first, expected);
        string? failure = null;
        using var limit = new CancellationTokenSource(options.MaximumDuration, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await session.RunAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && limit.IsCancellationRequested)
        {
            failure = "took longer than allowed";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The plan states that the chat client failed, but without the exception's message, which may contain the
            // URL or key of the chat service.
            failure = $"failed ({exception.GetType().Name})";
        }

        if (failure is not null) warnings.Add($"The chat client {failure}.");
        return Result(session, choices, sources, expected, failure, warnings, conversation);
    }

    private static ModelResult Result(
        ModelSession session,
        ModelChoices choices,
        IReadOnlyList<ModelSource> sources,
        IReadOnlyList<bool> expected,
        string? failure,
        List<string> warnings,
        ModelConversation conversation)
    {
        var isEverythingDismissed = sources.Count == expected.Count && sources.Count > 0
            && Enumerable.Range(0, sources.Count).All(choices.IsDismissed);
        if (isEverythingDismissed) warnings.Add("The chat client called every system unnecessary. That was ignored.");
        var endpoints = new List<IReadOnlyList<(ConnectorEndpoint, string)>?>();
        var notNeeded = new List<bool>();
        var questions = new List<List<PlanQuestion>>();
        for (var at = 0; at < expected.Count; at++)
        {
            var isShown = at < sources.Count;
            var chosen = isShown ? choices.Chosen(at) : [];
            var isDismissed = isShown && choices.IsDismissed(at) && !isEverythingDismissed;
            endpoints.Add(chosen.Count > 0 ? chosen : null);
            notNeeded.Add(isDismissed);
            var list = isShown ? choices.Questions(at).ToList() : [];
            if (isShown && session.Unknown[at] is > 0 and var unknown)
            {
                list.Add(Notice($"The chat client named {unknown} endpoints that do not exist. They were ignored."));
            }

            if (isShown && chosen.Count == 0 && !isDismissed && expected[at])
            {
                list.Add(Notice(
                    $"Are these endpoints suitable? The chat client {failure ?? "selected none"}, "
                    + "so they were selected only by comparing words."));
            }

            questions.Add(list);
        }

        var isUsed = choices.HasAny && !isEverythingDismissed;
        var isWhole = failure is null && session.IsComplete && warnings.Count == 0;
        return new(endpoints, notNeeded, questions, warnings, new()
        {
            Outcome = !isUsed ? PlanModelOutcome.Unused : isWhole ? PlanModelOutcome.Complete : PlanModelOutcome.Partial,
            Turns = conversation.Turns,
            ToolCalls = session.ToolCalls,
            FirstInputTokens = conversation.FirstInputTokens,
            InputTokens = conversation.InputTokens,
            OutputTokens = conversation.OutputTokens,
            TokensAreEstimated = conversation.IsEstimated,
            Duration = conversation.Duration,
        });
    }

    private static PlanQuestion Notice(string text) => new() { Id = QuestionIds.Chat + QuestionKey.Of(text), Text = text };
}

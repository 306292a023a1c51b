using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Lets a chat client read the pages, within the limits of <see cref="PlanModelOptions"/>. A failure of the client is a
/// warning: the draft is made without it.
/// </summary>
internal sealed class PageModel(IChatClient chat, PlanModelOptions options, TimeProvider time)
{
    private const int MaximumOutput = 3_000;

    /// <summary>Reads the pages, and adds what is new.</summary>
    public async Task ReadAsync(PagesReading reading, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.MaximumDuration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var left = (long)options.MaximumTokens;
        var parts = PagePrompt.Parts(reading.Blocks);
        foreach (var (at, part) in parts.Index())
        {
            var input = TokenEstimate.Of(PagePrompt.Instructions) + TokenEstimate.Of(part.Text);
            if (at >= options.MaximumTurns || left < input + MaximumOutput)
            {
                reading.Warn(
                    $"The chat client read {at} of {parts.Count} parts of the pages, because of the limits "
                    + $"({nameof(ConnectorGenerationOptions)}.{nameof(ConnectorGenerationOptions.Model)}).");
                return;
            }

            try
            {
                var response = await AskAsync(part.Text, either.Token).ConfigureAwait(false);
                left -= response.Usage is { InputTokenCount: { } used, OutputTokenCount: { } output }
                    ? used + output
                    : input + TokenEstimate.Of(response.Text);
                PageFacts.Add(response.Text, part.Text, part.Page, reading);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reading.Warn($"The chat client did not read the pages within {options.MaximumDuration}.");
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Clients throw exceptions of their own types, whose messages may have keys in them.
                reading.Warn($"The chat client failed ({exception.GetType().Name}). The draft is made without it.");
                return;
            }
        }
    }

    private Task<ChatResponse> AskAsync(string text, CancellationToken cancellationToken) => chat.GetResponseAsync(
        [new(ChatRole.System, PagePrompt.Instructions), new(ChatRole.User, text)],
        new() { MaxOutputTokens = MaximumOutput, ResponseFormat = ChatResponseFormat.Json },
        cancellationToken);
}

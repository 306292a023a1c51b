namespace Versori.Connectors.Generation;

/// <summary>
/// The limits of a chat client and of an embedding generator that help with plans. In a conversation
/// (<see cref="IConnectorChat"/>), they hold for each message as for one plan. Validated when the host starts.
/// </summary>
public sealed class PlanModelOptions
{
    /// <summary>
    /// The maximum number of requests to the chat client for one plan, including the one that repairs its answer.
    /// Default: 8. Range: 1 to 100.
    /// </summary>
    public int MaximumTurns { get; set; } = 8;

    /// <summary>
    /// The maximum number of functions that the chat client may call for one plan. Further calls get an error as their
    /// result. Default: 32. Range: 0 to 1,000.
    /// </summary>
    public int MaximumToolCalls { get; set; } = 32;

    /// <summary>
    /// The maximum number of tokens of all requests and responses of one plan. They are estimated before each request,
    /// which is not sent if it could exceed the limit. Default: 30,000. Range: 8,000 to 10,000,000.
    /// </summary>
    public int MaximumTokens { get; set; } = 30_000;

    /// <summary>
    /// The maximum number of tokens of the first request, whatever the size of the documents: instructions, functions,
    /// requirements and the best matches of each system. Default: 4,500. Range: 2,000 to 100,000, and at most half of
    /// <see cref="MaximumTokens"/>.
    /// </summary>
    public int MaximumFirstTokens { get; set; } = 4_500;

    /// <summary>
    /// The maximum time that the chat client may take for one plan, and the embedding generator too. After it, the plan
    /// is made from what was chosen so far, or by comparing words. Default: 2 minutes. Range: more than 0, at most 1
    /// hour.
    /// </summary>
    public TimeSpan MaximumDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many texts one request to the embedding generator has. Default: 64. Range: 1 to 2,048.</summary>
    public int EmbeddingBatchSize { get; set; } = 64;

    /// <summary>
    /// How many endpoints of one source have embeddings at most. A source with more is ranked without them, with a
    /// warning in the plan. Default: 5,000. Range: 0 to 50,000.
    /// </summary>
    public int MaximumEmbeddedEndpoints { get; set; } = 5_000;

    internal IEnumerable<string> Problems()
    {
        if (OutOfRange(nameof(MaximumTurns), MaximumTurns, 1, 100) is { } turns) yield return turns;
        if (OutOfRange(nameof(MaximumToolCalls), MaximumToolCalls, 0, 1_000) is { } calls) yield return calls;
        if (OutOfRange(nameof(MaximumTokens), MaximumTokens, 8_000, 10_000_000) is { } tokens) yield return tokens;
        if (OutOfRange(
            nameof(MaximumFirstTokens), MaximumFirstTokens, 2_000, Math.Min(100_000, MaximumTokens / 2)) is { } first)
        {
            yield return first;
        }

        if (MaximumDuration <= TimeSpan.Zero || MaximumDuration > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(MaximumDuration)} is {MaximumDuration}. "
                + "It must be more than zero and at most one hour.";
        }

        if (OutOfRange(nameof(EmbeddingBatchSize), EmbeddingBatchSize, 1, 2_048) is { } batch) yield return batch;
        if (OutOfRange(nameof(MaximumEmbeddedEndpoints), MaximumEmbeddedEndpoints, 0, 50_000) is { } embedded)
        {
            yield return embedded;
        }
    }

    private static string? OutOfRange(string name, int value, int minimum, int maximum) =>
        value >= minimum && value <= maximum
            ? null
            : $"{name} is {value}. It must be from {minimum} to {maximum}.";
}

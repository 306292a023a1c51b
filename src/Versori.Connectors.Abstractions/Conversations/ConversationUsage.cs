namespace Versori.Connectors;

/// <summary>What the chat client did for one message, and what it cost.</summary>
public sealed record ConversationUsage
{
    /// <summary>How many requests were sent to it, including those that failed.</summary>
    public int Turns { get; init; }

    /// <summary>How many functions it called.</summary>
    public int ToolCalls { get; init; }

    /// <summary>The tokens of the first request, counted by <see cref="InputTokens"/> too.</summary>
    public long FirstInputTokens { get; init; }

    /// <summary>The tokens of all requests. A request contains what was said before, which counts each time.</summary>
    public long InputTokens { get; init; }

    /// <summary>The tokens of all responses.</summary>
    public long OutputTokens { get; init; }

    /// <summary>
    /// Whether the tokens of at least one turn are an estimate, because the client did not report them.
    /// </summary>
    public bool TokensAreEstimated { get; init; }

    /// <summary>How long it took, from the first request to the end.</summary>
    public TimeSpan Duration { get; init; }
}

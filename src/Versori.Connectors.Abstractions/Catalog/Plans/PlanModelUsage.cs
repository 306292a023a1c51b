using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What the chat client did for a plan, and what it cost.</summary>
public sealed record PlanModelUsage
{
    /// <summary>What the plan has from its answer. Default: <see cref="PlanModelOutcome.Unused"/>.</summary>
    public PlanModelOutcome Outcome { get; init; }

    /// <summary>How many requests were sent to it, including those that failed.</summary>
    public int Turns { get; init; }

    /// <summary>How many calls of functions it made: searches, endpoints read, choices and questions.</summary>
    public int ToolCalls { get; init; }

    /// <summary>The tokens of the first request, counted by <see cref="InputTokens"/> too.</summary>
    public long FirstInputTokens { get; init; }

    /// <summary>The tokens of all requests. A request contains what was said before, which counts each time.</summary>
    public long InputTokens { get; init; }

    /// <summary>The tokens of all responses.</summary>
    public long OutputTokens { get; init; }

    /// <summary>
    /// Whether the tokens of at least one turn are an estimate, because the client did not report them. An estimate is
    /// rather too high than too low.
    /// </summary>
    public bool TokensAreEstimated { get; init; }

    /// <summary>How long it took, from the first request to the end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// The template names of the systems that it called unnecessary. They are not among
    /// <see cref="IntegrationPlan.Connectors"/>.
    /// </summary>
    public IReadOnlyList<string> NotNeeded
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;
}

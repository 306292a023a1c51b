namespace Versori.Connectors.Generation;

/// <summary>What a plan is made from.</summary>
public sealed record PlanRequest
{
    /// <summary>What the integration should do, in plain language. At most 100,000 characters.</summary>
    public required string Requirements { get; init; }

    /// <summary>The external systems it works with, at least one.</summary>
    public required IReadOnlyList<ConnectorSource> Sources { get; init; }

    /// <summary>
    /// The plan that was made before, with the questions that were answered since
    /// (<see cref="IntegrationPlan.AnswerQuestion"/>). The new plan uses the answers. Default: none.
    /// </summary>
    public IntegrationPlan? Previous { get; init; }

    /// <summary>
    /// The templates that the integration has already. The plan takes their names for the same connectors, and states
    /// of each endpoint whether the integration has it. Default: none.
    /// </summary>
    public IReadOnlyList<ConnectionTemplate> Existing { get; init => field = value ?? []; } = [];

    /// <summary>Where to report what is going on. Default: nowhere.</summary>
    public IProgress<PlanProgress>? Progress { get; init; }
}

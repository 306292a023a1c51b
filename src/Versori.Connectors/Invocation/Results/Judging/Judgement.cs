namespace Versori.Connectors.Invocation;

/// <summary>What a response means.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Problem">What the system states about a failure.</param>
internal readonly record struct Judgement(ResponseOutcome Outcome, EndpointProblem? Problem);

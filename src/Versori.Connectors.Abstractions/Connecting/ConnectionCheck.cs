namespace Versori.Connectors;

/// <summary>What came of trying a connection's credentials against the external system.</summary>
/// <param name="Outcome">Whether they were accepted.</param>
/// <param name="At">When they were tried.</param>
/// <param name="EndpointId">The endpoint that was called, if one was.</param>
/// <param name="HttpStatus">The status code of its answer, if there was one.</param>
public sealed record ConnectionCheck(
    ConnectionCheckOutcome Outcome,
    DateTimeOffset At,
    string? EndpointId = null,
    int? HttpStatus = null);

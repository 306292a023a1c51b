namespace Versori.Connectors;

/// <summary>The result of checking a connection's credentials against the external system.</summary>
/// <param name="Outcome">Whether the credentials were accepted.</param>
/// <param name="CheckedAt">When they were checked.</param>
/// <param name="EndpointId">The id of the endpoint that was called, if any.</param>
/// <param name="StatusCode">The status code of the response, if there was one.</param>
public sealed record ConnectionCheck(
    ConnectionCheckOutcome Outcome,
    DateTimeOffset CheckedAt,
    string? EndpointId = null,
    int? StatusCode = null);

namespace Versori.Connectors.Generation.Planning;

/// <summary>An endpoint with its place in the ranking, and the reason for it.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Score">The fused score, from 0 to 1.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="IsWrite">Whether it changes something.</param>
internal sealed record ScoredEndpoint(ConnectorEndpoint Endpoint, double Score, string Reason, bool IsWrite)
{
    /// <summary>Whether only a chat client chose it.</summary>
    public bool IsModelChoice { get; init; }

    public PlannedEndpoint ToPlanned() => new()
    {
        EndpointId = Endpoint.Id,
        Method = Endpoint.Method,
        Path = Endpoint.Path,
        Score = Math.Round(Score, 4),
        Reason = Reason,
        RequiresConfirmation = IsWrite,
        IsModelChoice = IsModelChoice,
    };
}

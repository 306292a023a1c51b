namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>What a test of an endpoint showed: the redacted request, the response, or why nothing was sent.</summary>
internal sealed record TrialResult
{
    public SentRequest? Request { get; init; }

    public int? Status { get; init; }

    public string? Body { get; init; }

    public bool IsSuccess { get; init; }

    /// <summary>Whether nothing was sent because the arguments are wrong.</summary>
    public bool IsInvalid { get; init; }

    public IReadOnlyList<string> Messages { get; init; } = [];
}

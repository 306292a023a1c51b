namespace Versori.Connectors;

/// <summary>How a connection is.</summary>
public sealed record ConnectionHealth
{
    internal ConnectionHealth()
    {
    }

    /// <summary>Whether it can be used.</summary>
    public required ConnectionStatus Status { get; init; }

    /// <summary>Why it cannot be used, when it cannot.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What came of trying it, when it last was.</summary>
    public ConnectionCheck? LastCheck { get; init; }

    /// <summary>The last failure to renew it for the moment, in this process, until a renewal succeeds.</summary>
    public ConnectorError? LastError { get; init; }

    /// <summary>When this process last sent a request with it, to the second; <see langword="null"/>: not since it started.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When a token of it was last obtained or renewed, by any process; <see langword="null"/> when it has none.</summary>
    public DateTimeOffset? LastRenewedAt { get; init; }

    /// <summary>When the first of its tokens expires, as far as that is known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The OAuth 2.0 scopes that the connector's methods ask for and that were not granted.</summary>
    public required IReadOnlyList<string> MissingScopes { get; init; }
}

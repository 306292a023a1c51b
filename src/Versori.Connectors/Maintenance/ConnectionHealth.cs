namespace Versori.Connectors;

/// <summary>The state of a connection.</summary>
public sealed record ConnectionHealth
{
    /// <summary>Whether it can be used.</summary>
    public required ConnectionStatus Status { get; init; }

    /// <summary>Why it cannot be used; <see langword="null"/> when it can.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The result of the last check; <see langword="null"/> when it was never checked.</summary>
    public ConnectionCheck? LastCheck { get; init; }

    /// <summary>The last transient failure to refresh it, in this process, until a refresh succeeds.</summary>
    public ConnectorError? LastRefreshError { get; init; }

    /// <summary>
    /// When this process last sent a request with it, accurate to the second; <see langword="null"/>: not since the
    /// process started.
    /// </summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>
    /// When one of its tokens was last obtained or refreshed, by any process; <see langword="null"/> when it has none.
    /// </summary>
    public DateTimeOffset? LastRefreshedAt { get; init; }

    /// <summary>When the first of its tokens expires; <see langword="null"/> when that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Whether each of its tokens can be replaced without a person, as far as is known; <see langword="true"/> for a
    /// connection without tokens. If not, it ends with <see cref="UsableUntil"/>.
    /// </summary>
    public bool CanRefresh { get; init; }

    /// <summary>
    /// When it stops working unless the account is connected again: the first expiry of a refresh token, or of a token
    /// that cannot be refreshed; <see langword="null"/> when that is not known.
    /// </summary>
    public DateTimeOffset? UsableUntil { get; init; }

    /// <summary>
    /// Since when the external system has rejected its credential with each request, in this process, without a refresh
    /// that could help; <see langword="null"/> while the credential is accepted.
    /// </summary>
    public DateTimeOffset? RejectedSince { get; init; }

    /// <summary>How often the external system has rejected its credential since then.</summary>
    public int Rejections { get; init; }

    /// <summary>
    /// The OAuth 2.0 scopes that the connector's methods request and that were not granted, those included that a later
    /// plan has added.
    /// </summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}

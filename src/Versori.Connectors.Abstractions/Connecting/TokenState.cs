using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A token that was obtained with a connection's credentials. The token itself is in the secret store.
/// </summary>
public sealed record TokenState
{
    /// <summary>The id of the auth method to which the token belongs.</summary>
    public required string MethodId { get; init; }

    /// <summary>The token and its refresh token, if any, in the secret store.</summary>
    public required SecretReference Secret { get; init; }

    /// <summary>When it was obtained.</summary>
    public required DateTimeOffset ObtainedAt { get; init; }

    /// <summary>
    /// When the token expires; <see langword="null"/>: unknown, the token is used until it is rejected.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// When the refresh token expires and the account has to be connected again; <see langword="null"/>: unknown.
    /// </summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; init; }

    /// <summary>
    /// Whether the token can be replaced without a person; <see langword="null"/>: unknown, saved by an earlier
    /// version.
    /// </summary>
    public bool? CanRefresh { get; init; }

    /// <summary>
    /// When the account has to be connected again: the expiry of the refresh token or, if the token cannot be
    /// refreshed, its own; <see langword="null"/>: never, or unknown.
    /// </summary>
    public DateTimeOffset? UsableUntil { get; init; }

    /// <summary>The scopes that were granted, if the external system reported them.</summary>
    public IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}

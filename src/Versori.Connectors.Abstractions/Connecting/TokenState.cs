using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A token that was obtained with a connection's credentials. The token itself is in the secret store.</summary>
public sealed record TokenState
{
    /// <summary>The auth method that it belongs to.</summary>
    public required string MethodId { get; init; }

    /// <summary>The token, with its refresh token if it has one, in the secret store.</summary>
    public required SecretReference Secret { get; init; }

    /// <summary>When it was obtained.</summary>
    public required DateTimeOffset ObtainedAt { get; init; }

    /// <summary>When it expires; <see langword="null"/>: it is used until it is rejected.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When its refresh token expires, and the connection has to be connected again, as far as the external system said.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; init; }

    /// <summary>The scopes that were granted, as far as the external system said.</summary>
    public IReadOnlyList<string> Scopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}

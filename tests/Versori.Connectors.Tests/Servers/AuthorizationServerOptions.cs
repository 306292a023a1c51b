namespace Versori.Connectors.Tests.Servers;

/// <summary>How an <see cref="AuthorizationServer"/> behaves.</summary>
public sealed record AuthorizationServerOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>
    /// How long a used refresh token can be used again. Null: not at all; the second use ends the whole grant.
    /// </summary>
    public TimeSpan? RefreshTokenReuseLeeway { get; init; }

    /// <summary>Whether an authorization request must be pushed first (RFC 9126).</summary>
    public bool RequirePushedAuthorizationRequests { get; init; }
}

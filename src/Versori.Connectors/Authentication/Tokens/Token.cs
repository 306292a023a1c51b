using System.Diagnostics;

namespace Versori.Connectors.Authentication;

/// <summary>
/// A token that an auth method obtained: the values that its placements use, for example <c>accessToken</c>, and the
/// time for which they are valid. It is not a record, because the text of a record would show the values.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class Token(
    IReadOnlyDictionary<string, string> values,
    DateTimeOffset obtainedAt,
    DateTimeOffset? expiresAt,
    IReadOnlyList<string> scopes,
    DateTimeOffset? refreshExpiresAt = null)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public DateTimeOffset ObtainedAt { get; } = obtainedAt;

    /// <summary>When it expires; if <see langword="null"/>, it is used until the external system rejects it.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <summary>When its refresh token expires; <see langword="null"/> when that is not known.</summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; } = refreshExpiresAt;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public TokenState ToState(string methodId, SecretReference secret) => new()
    {
        MethodId = methodId,
        Secret = secret,
        ObtainedAt = ObtainedAt,
        ExpiresAt = ExpiresAt,
        RefreshTokenExpiresAt = RefreshTokenExpiresAt,
        Scopes = Scopes,
    };

    public override string ToString() => Secret.Redacted;
}

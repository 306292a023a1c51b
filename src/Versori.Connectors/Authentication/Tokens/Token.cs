using System.Diagnostics;

namespace Versori.Connectors.Authentication;

/// <summary>
/// What an auth method obtained: the values that its placements use (such as <c>accessToken</c>), and for how long they
/// are good. Deliberately not a record: its text form would show the values.
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

    /// <summary>When it expires; <see langword="null"/>: it is used until it is rejected.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <summary>When its refresh token expires, as far as that is known.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; } = refreshExpiresAt;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public TokenState ToState(string methodId, SecretReference secret) => new()
    {
        MethodId = methodId,
        Secret = secret,
        ObtainedAt = ObtainedAt,
        ExpiresAt = ExpiresAt,
        RefreshExpiresAt = RefreshExpiresAt,
        Scopes = Scopes,
    };

    public override string ToString() => Secret.Redacted;
}

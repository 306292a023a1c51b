using System.Diagnostics;
using Versori.Connectors.Expressions;

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

    /// <summary>Whether it can be replaced without a person; <see langword="null"/> until that is determined.</summary>
    public bool? CanRefresh { get; private init; }

    /// <summary>When the account has to be connected again; <see langword="null"/>: never, or unknown.</summary>
    public DateTimeOffset? UsableUntil { get; private init; }

    /// <summary>Returns the token with the information whether and until when its source can replace it.</summary>
    public Token WithOutlook(ITokenSource source, ExpressionValues available) =>
        new(Values, ObtainedAt, ExpiresAt, Scopes, RefreshTokenExpiresAt)
        {
            CanRefresh = source.CanRequestToken(available, this),
            UsableUntil = source.UsableUntil(available, this),
        };

    /// <summary>Whether another token has the same values, whatever their expiry.</summary>
    public bool HasSameValues(Token other) => Values.Count == other.Values.Count
        && Values.All(pair => other.Values.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>Returns the token with another expiry.</summary>
    public Token WithExpiry(DateTimeOffset? expiry) => new(Values, ObtainedAt, expiry, Scopes, RefreshTokenExpiresAt);

    /// <summary>Returns the token with another value, which may be new.</summary>
    public Token With(string name, string value) => new(
        new Dictionary<string, string>(Values, StringComparer.Ordinal) { [name] = value },
        ObtainedAt,
        ExpiresAt,
        Scopes,
        RefreshTokenExpiresAt);

    /// <summary>Returns the token with another refresh token.</summary>
    public Token WithRefreshToken(string name, string value, DateTimeOffset? expiry) =>
        new(With(name, value).Values, ObtainedAt, ExpiresAt, Scopes, expiry);

    public TokenState ToState(string methodId, SecretReference secret) => new()
    {
        MethodId = methodId,
        Secret = secret,
        ObtainedAt = ObtainedAt,
        ExpiresAt = ExpiresAt,
        RefreshTokenExpiresAt = RefreshTokenExpiresAt,
        Scopes = Scopes,
        CanRefresh = CanRefresh,
        UsableUntil = UsableUntil,
    };

    public override string ToString() => Secret.Redacted;
}

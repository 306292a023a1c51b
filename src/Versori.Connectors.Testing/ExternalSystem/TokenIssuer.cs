namespace Versori.Connectors.Testing;

/// <summary>
/// Issues <c>access-1</c>, <c>access-2</c>… and <c>refresh-1</c>…, and knows which of them are valid.
/// </summary>
/// <param name="time">The clock for the expiry of tokens.</param>
public sealed class TokenIssuer(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Family, DateTimeOffset? ExpiresAt)> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Family, bool Used)> _refresh = new(StringComparer.Ordinal);
    private readonly HashSet<int> _revokedFamilies = [];
    private int _lastFamily;
    private int _issuedAccess;
    private int _issuedRefresh;

    /// <summary>
    /// The value of <c>expires_in</c>; if it is null, it is omitted and tokens do not expire. Default: 1 hour.
    /// </summary>
    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether to issue a refresh token with a new sign-in. Default: no.</summary>
    public bool IssueRefreshTokens { get; set; }

    /// <summary>The text that every token ends with. Default: none.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>
    /// Whether a refresh token can be used only once. A second use revokes its whole family (RFC 9700 §4.14.2).
    /// Default: no.
    /// </summary>
    public bool RotateRefreshTokens { get; set; }

    /// <summary>Issues tokens for a new sign-in.</summary>
    public IssuedTokens Issue()
    {
        lock (_lock)
        {
            return Issue(++_lastFamily, IssueRefreshTokens);
        }
    }

    /// <summary>Issues tokens for a refresh token; returns null for <c>invalid_grant</c>.</summary>
    public IssuedTokens? Refresh(string refreshToken)
    {
        lock (_lock)
        {
            if (!_refresh.TryGetValue(refreshToken, out var known) || _revokedFamilies.Contains(known.Family))
            {
                return null;
            }

            if (known.Used)
            {
                _revokedFamilies.Add(known.Family);
                return null;
            }

            _refresh[refreshToken] = known with { Used = RotateRefreshTokens };
            return Issue(known.Family, RotateRefreshTokens);
        }
    }

    /// <summary>Whether an access token is valid now.</summary>
    public bool IsValid(string accessToken)
    {
        lock (_lock)
        {
            return _access.TryGetValue(accessToken, out var known)
                && !_revokedFamilies.Contains(known.Family)
                && (known.ExpiresAt is not { } expiresAt || expiresAt > time.GetUtcNow());
        }
    }

    /// <summary>Revokes these access tokens only.</summary>
    public void Reject(params IEnumerable<string> accessTokens)
    {
        lock (_lock)
        {
            foreach (var token in accessTokens)
            {
                _access.Remove(token);
            }
        }
    }

    /// <summary>Revokes the access and refresh tokens of all sign-ins so far.</summary>
    public void RevokeAll()
    {
        lock (_lock)
        {
            _revokedFamilies.UnionWith(Enumerable.Range(1, _lastFamily));
        }
    }

    private IssuedTokens Issue(int family, bool withRefreshToken)
    {
        // Names count up. No name is issued twice, even after tokens were rejected.
        var token = new IssuedTokens(
            $"access-{++_issuedAccess}{Suffix}", withRefreshToken
                ? $"refresh-{++_issuedRefresh}{Suffix}"
                : null, Lifetime);
        _access[token.AccessToken] = (family, time.GetUtcNow() + token.Lifetime);

        if (token.RefreshToken is { } refreshToken)
        {
            _refresh[refreshToken] = (family, false);
        }

        return token;
    }
}

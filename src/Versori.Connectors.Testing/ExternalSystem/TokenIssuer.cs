namespace Versori.Connectors.Testing;

/// <summary>Issues <c>access-1</c>, <c>access-2</c>… and <c>refresh-1</c>…, and knows which of them are still good.</summary>
/// <param name="time">The clock by which tokens expire.</param>
public sealed class TokenIssuer(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Family, DateTimeOffset? ExpiresAt)> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Family, bool Used)> _refresh = new(StringComparer.Ordinal);
    private readonly HashSet<int> _revokedFamilies = [];
    private int _lastFamily;
    private int _issuedAccess;
    private int _issuedRefresh;

    /// <summary>What <c>expires_in</c> says; null leaves it out, and the token never expires by itself. Default: 1 hour.</summary>
    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether a new sign-in gets a refresh token. Default: no.</summary>
    public bool IssueRefreshTokens { get; set; }

    /// <summary>Whether a refresh token is good for one use only. A second use ends its whole family (RFC 9700 §4.14.2). Default: no.</summary>
    public bool RotateRefreshTokens { get; set; }

    /// <summary>Tokens for a new sign-in.</summary>
    public IssuedToken Issue()
    {
        lock (_lock)
        {
            return Issue(++_lastFamily, IssueRefreshTokens);
        }
    }

    /// <summary>Tokens for a refresh token; null is <c>invalid_grant</c>.</summary>
    public IssuedToken? Refresh(string refreshToken)
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

    /// <summary>Whether an access token is good now.</summary>
    public bool IsValid(string accessToken)
    {
        lock (_lock)
        {
            return _access.TryGetValue(accessToken, out var known) && !_revokedFamilies.Contains(known.Family) &&
                (known.ExpiresAt is not { } expiresAt || expiresAt > time.GetUtcNow());
        }
    }

    /// <summary>Ends these access tokens, and nothing else.</summary>
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

    /// <summary>Ends every sign-in so far: access and refresh tokens.</summary>
    public void RevokeAll()
    {
        lock (_lock)
        {
            _revokedFamilies.UnionWith(Enumerable.Range(1, _lastFamily));
        }
    }

    private IssuedToken Issue(int family, bool withRefreshToken)
    {
        // Names count up and are never given out twice, also after tokens were rejected.
        var token = new IssuedToken(
            $"access-{++_issuedAccess}", withRefreshToken ? $"refresh-{++_issuedRefresh}" : null, Lifetime);
        _access[token.AccessToken] = (family, time.GetUtcNow() + token.Lifetime);

        if (token.RefreshToken is { } refreshToken)
        {
            _refresh[refreshToken] = (family, false);
        }

        return token;
    }
}

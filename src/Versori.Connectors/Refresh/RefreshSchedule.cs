using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>When tokens are due, as clock readings, so that a call compares only one number.</summary>
internal readonly record struct RefreshSchedule(long CheckAt, long UnusableFrom)
{
    /// <summary>
    /// The largest margin, as a share of the lifetime: a 60-second token is not refreshed on every use.
    /// </summary>
    private const double LargestShareOfLifetime = 0.1;

    public static RefreshSchedule Of(IEnumerable<PreparedMethod> methods, TimeSpan defaultMargin, CoarseClock clock)
    {
        var checkAt = long.MaxValue;
        var unusableFrom = long.MaxValue;
        foreach (var method in methods)
        {
            if (method.Source is null) continue;
            if (method.Token is null) return new(long.MinValue, long.MinValue);
            if (method.Token.ExpiresAt is not { } expiresAt) continue;

            var expiry = clock.At(expiresAt);
            var due = method.CanRefresh ? clock.At(expiresAt - Margin(method, defaultMargin)) : expiry;
            unusableFrom = Math.Min(unusableFrom, expiry);
            checkAt = Math.Min(checkAt, due);
        }

        return new(checkAt, unusableFrom);
    }

    /// <summary>Whether a method's token is missing, or so close to its expiry that it should be refreshed.</summary>
    public static bool IsDue(PreparedMethod method, TimeSpan defaultMargin, DateTimeOffset now)
    {
        if (method.Source is null) return false;
        if (method.Token is null) return true;
        return method.Token.ExpiresAt is { } expiresAt && now >= expiresAt - Margin(method, defaultMargin);
    }

    private static TimeSpan Margin(PreparedMethod method, TimeSpan defaultMargin)
    {
        var lifetime = method.Token!.ExpiresAt!.Value - method.Token.ObtainedAt;
        var share = lifetime * LargestShareOfLifetime;
        var margin = method.Source!.RefreshMargin ?? defaultMargin;
        return margin < share ? margin : share;
    }
}

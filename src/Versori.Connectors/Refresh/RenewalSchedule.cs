using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>When tokens are due, as readings of the clock, so that a call compares one number.</summary>
internal readonly record struct RenewalSchedule(long CheckAt, long UnusableFrom)
{
    /// <summary>A tenth of its lifetime at the most, so that a 60-second token is not renewed on every use.</summary>
    private const double LargestShareOfLifetime = 0.1;

    public static RenewalSchedule Of(IEnumerable<PreparedMethod> methods, TimeSpan defaultMargin, CoarseClock clock)
    {
        var (checkAt, unusableFrom) = (long.MaxValue, long.MaxValue);
        foreach (var method in methods)
        {
            if (method.Source is null) continue;
            if (method.Token is null) return new(long.MinValue, long.MinValue);
            if (method.Token.ExpiresAt is not { } expiresAt) continue;

            var expiry = clock.At(expiresAt);
            unusableFrom = Math.Min(unusableFrom, expiry);
            checkAt = Math.Min(checkAt, method.CanRenew ? clock.At(expiresAt - Margin(method, defaultMargin)) : expiry);
        }

        return new(checkAt, unusableFrom);
    }

    /// <summary>Whether a method's token is missing, or so near its expiry that it should be renewed.</summary>
    public static bool IsDue(PreparedMethod method, TimeSpan defaultMargin, DateTimeOffset now) =>
        method.Source is not null
        && (method.Token is null || (method.Token.ExpiresAt is { } expiresAt && now >= expiresAt - Margin(method, defaultMargin)));

    private static TimeSpan Margin(PreparedMethod method, TimeSpan defaultMargin)
    {
        var lifetime = method.Token!.ExpiresAt!.Value - method.Token.ObtainedAt;
        var share = lifetime * LargestShareOfLifetime;
        var margin = method.Source!.RenewalMargin ?? defaultMargin;
        return margin < share ? margin : share;
    }
}

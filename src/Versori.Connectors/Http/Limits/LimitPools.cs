using System.Globalization;

namespace Versori.Connectors.Http;

/// <summary>Creates the limits of a definition.</summary>
internal static class LimitPools
{
    /// <summary>After which time without calls a process gives its units to others, beyond the period.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    /// <summary>
    /// The names of the limits. The name of a limit contains its numbers, so that a change is another limit.
    /// </summary>
    public static IEnumerable<string> NamesOf(ConnectorLimits? limits)
    {
        foreach (var rate in limits?.Rates ?? []) yield return NameOf(rate);
        if (limits?.Concurrency is { } calls)
            yield return string.Create(CultureInfo.InvariantCulture, $"concurrency:{calls}");
    }

    /// <summary>Creates the limits, and keeps those that are unchanged.</summary>
    public static LimitPool[] Create(ConnectorLimits? limits, LimitPool[] former)
    {
        var pools = new List<LimitPool>();
        foreach (var rate in limits?.Rates ?? [])
        {
            pools.Add(Find(NameOf(rate)) ?? new(NameOf(rate), rate.Calls, TimeSpan.FromSeconds(rate.PeriodSeconds)));
        }

        if (limits?.Concurrency is { } calls)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"concurrency:{calls}");
            pools.Add(Find(name) ?? new(name, calls, TimeSpan.Zero));
        }

        return [.. pools];

        LimitPool? Find(string name) => Array.Find(former, pool => pool.Name == name);
    }

    /// <summary>The due time of a timer: whole milliseconds, rounded up, so that it does not fire too early.</summary>
    public static TimeSpan DueIn(long ticks)
    {
        var milliseconds = Math.Ceiling(TimeSpan.FromTicks(ticks).TotalMilliseconds);
        var due = TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestTimer.TotalMilliseconds));
        return due < ShortestTimer ? ShortestTimer : due;
    }

    private static string NameOf(ConnectorRate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"rate:{rate.Calls}/{rate.PeriodSeconds}");
}

using System.Net.Http.Headers;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// All that a call on a warm connection looks at, in one object: with many connections in use, every further object is a
/// miss of the processor's cache. It is good until its deadline, or until what it was made from has changed, when
/// whoever changed it calls <see cref="Retire"/>.
/// </summary>
internal sealed class WarmCall
{
    /// <summary>In milliseconds.</summary>
    private const long UsePrecision = 1000;

    private long _checkAt;
    private long _usedAt;

    public WarmCall(Route route, PreparedConnection prepared)
    {
        (Route, Prepared, FollowUps) = (route, prepared, prepared.FollowUps);
        _checkAt = Math.Min(route.RereadAt, prepared.CheckAt);
        Origin = prepared.Origins.FirstOrDefault();
        Authorization = prepared.Authenticators is [HeaderAuthenticator { Authorization: { } header }] ? header : null;
    }

    public Route Route { get; }

    public PreparedConnection Prepared { get; }

    /// <summary>Which answers need more than being handed on.</summary>
    public FollowUps FollowUps { get; }

    /// <summary>The first of the connection's origins; mostly the only one.</summary>
    public string? Origin { get; }

    /// <summary>The <c>Authorization</c> header, where that is all that authenticates a request.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    /// <summary>The next one that was made from the same prepared state.</summary>
    public WarmCall? Next { get; set; }

    /// <summary>Whether a call can use it without looking further.</summary>
    public bool IsGood(long now) => now < Volatile.Read(ref _checkAt);

    /// <summary>What it was made from has changed. Calls that are under way go on with it.</summary>
    public void Retire() => Volatile.Write(ref _checkAt, long.MinValue);

    public bool IsRetired => Volatile.Read(ref _checkAt) == long.MinValue;

    /// <summary>Notes a use. Written at most once a second, so that callers on several cores do not contend for it.</summary>
    public void Used(long now)
    {
        if (now - _usedAt < UsePrecision) return;
        _usedAt = now;
        Route.Runtime.Used(now);
    }
}

using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// What a warm call looks at, held within the client's own handler. With many connections in use every further object is a
/// miss of the processor's caches, which costs more than all else that the call does here.
/// </summary>
/// <remarks>
/// It is read by many calls while one of them renews it. A version that is odd while it is being written, and another
/// afterwards, tells a reader that what it read does not belong together; it then looks the slower way.
/// </remarks>
internal struct WarmEntry
{
    /// <summary>In milliseconds.</summary>
    private const long UsePrecision = 1000;

    private int _version;
    private int _group;
    private int _epoch;
    private long _checkAt;
    private long _usedAt;
    private string? _origin;
    private AuthenticationHeaderValue? _authorization;
    private RequestAuthenticator[] _authenticators;
    private FollowUps _followUps;
    private WarmCall? _call;

    /// <summary>Reads it, if it is good for one more call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(long now, ConnectionEpochs epochs, out WarmView view)
    {
        var version = Volatile.Read(ref _version);
        view = new(_origin, _authorization, _authenticators, _followUps, _call!);
        var isGood = now < _checkAt && epochs.Current(_group) == _epoch;
        Volatile.ReadBarrier();
        if (!isGood || (version & 1) != 0 || version != _version) return false;
        if (now - _usedAt >= UsePrecision) Used(now, view.Call);
        return true;
    }

    /// <summary>Renews it. Whoever comes while another is at it leaves it to that one.</summary>
    public void Write(WarmCall call, RequestAuthenticator[] authenticators)
    {
        var version = Volatile.Read(ref _version);
        if ((version & 1) != 0 || Interlocked.CompareExchange(ref _version, version + 1, version) != version) return;
        (_group, _epoch, _checkAt, _call) = (call.Group, call.Epoch, call.CheckAt, call);
        // Compared with the first of the connection's origins, mostly the only one; a URL of another is looked at more closely.
        _origin = call.Prepared.Origins.FirstOrDefault();
        _followUps = call.Prepared.FollowUps;
        _authenticators = authenticators;
        // Mostly that header is all that makes a request the connection's.
        _authorization = call is { Route.Headers: null, Prepared.Transport: null } && authenticators is [HeaderAuthenticator { Authorization: { } header }] ? header : null;
        Volatile.Write(ref _version, version + 2);
    }

    // Written at most once a second, so that callers on several cores do not contend for it.
    private void Used(long now, WarmCall call)
    {
        _usedAt = now;
        call.Route.Runtime.Used(now);
    }
}

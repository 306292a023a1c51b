using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// The data of a warm call, stored inside the client's handler. With many connections in use, each additional object
/// costs a processor cache miss, which takes longer than everything else that the handler does for the call.
/// </summary>
/// <remarks>
/// Many calls read it while one of them writes it. The version is odd during a write and differs after it. A reader
/// that sees an odd or a changed version has read inconsistent data and uses the slower path.
/// </remarks>
internal struct WarmEntry
{
    /// <summary>The precision of the time of the last use, in milliseconds.</summary>
    private const long UsePrecision = 1000;

    private int _version;
    private int _group;
    private int _epoch;
    private long _checkAt;
    private long _usedAt;
    private string? _origin;
    private AuthenticationHeaderValue? _authorization;
    private RequestAuthenticator[] _authenticators;
    private ResponseClassifier _followUps;
    private WarmCall? _call;

    /// <summary>Reads the data, if it is valid for another call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(long now, ConnectionEpochs epochs, out WarmView view)
    {
        var version = Volatile.Read(ref _version);
        view = new(_origin, _authorization, _authenticators, _followUps, _call!);
        var isGood = now < _checkAt && epochs.Current(_group) == _epoch;
        Volatile.ReadBarrier();
        if (!isGood || (version & 1) != 0 || version != _version) return false;
        if (now - _usedAt < UsePrecision) return true;
        MarkUsed(now, view.Call);

        // Once a second a response is examined for what it states about limits.
        view = view with { ResponseClassifier = view.ResponseClassifier.ForAll() };
        return true;
    }

    /// <summary>Replaces the data. If another caller is already writing, does nothing.</summary>
    public void Write(WarmCall call, RequestAuthenticator[] authenticators)
    {
        var version = Volatile.Read(ref _version);
        if ((version & 1) != 0 || Interlocked.CompareExchange(ref _version, version + 1, version) != version) return;
        _group = call.Group;
        _epoch = call.Epoch;
        _checkAt = call.CheckAt;
        _call = call;
        _origin = call.Origin;
        _followUps = call.Responses;
        _authenticators = authenticators;
        _authorization = call.AuthorizationOf(authenticators);
        Volatile.Write(ref _version, version + 2);
    }

    // Written at most once a second, so that callers on several cores do not contend for the field.
    private void MarkUsed(long now, WarmCall call)
    {
        _usedAt = now;
        call.Route.Runtime.MarkUsed(now);
    }
}

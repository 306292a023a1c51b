using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// Lets the calls of one connection pass as its limits allow: those of the definition, those that the system states,
/// and pauses that it demands. Callers wait in a queue without polling: one timer wakes the next of them.
/// </summary>
internal sealed class ConnectionLimiter
{
    private readonly ConnectionId _id;
    private readonly ConnectionLimiters _all;
    private readonly Lock _lock = new();
    private readonly LimitQueue _queue = new();
    private readonly ServerWindow _window = new();
    private readonly LimitPause _pause;
    private readonly ITimer _timer;

    private LimitPool[] _pools = [];
    private int _version = -1;
    private bool _ignoresHeaders;
    private int _inFlight;
    private long _averageTrip;
    private long _lastUsed;
    private long _wakeAt = long.MaxValue;

    public ConnectionLimiter(ConnectionId id, ConnectionLimiters all)
    {
        _id = id;
        _all = all;
        _pause = new(new Backoff(all.Time, LimitPause.FirstWait, all.Options.MaximumBackoff));
        _timer = all.Time.CreateTimer(
            static limiter => ((ConnectionLimiter)limiter!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether what responses state about limits is ignored.</summary>
    public bool IgnoresHeaders => _ignoresHeaders;

    /// <summary>The number of callers that wait.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock) return _queue.Count;
        }
    }

    /// <summary>The number of calls that have a permit.</summary>
    internal int InFlight
    {
        get
        {
            lock (_lock) return _inFlight;
        }
    }

    /// <summary>Applies the limits of a definition, unless those of a later version are applied already.</summary>
    public void Apply(int version, ConnectorLimits? limits)
    {
        lock (_lock)
        {
            if (version < _version) return;
            _version = version;
            _ignoresHeaders = limits?.IgnoreHeaders == true;
            var names = LimitPools.NamesOf(limits);
            if (!names.SequenceEqual(_pools.Select(pool => pool.Name), StringComparer.Ordinal))
                _pools = LimitPools.Create(limits, _pools);
        }

        Run();
    }

    /// <summary>Waits until a call may be sent.</summary>
    /// <param name="weight">The units of the rates that the call uses.</param>
    /// <param name="maximumWait">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">The wait is longer than it may be.</exception>
    public async ValueTask<LimitPermit> AcquireAsync(
        int weight, TimeSpan maximumWait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LimitWaiter waiter;
        lock (_lock)
        {
            var now = Now;
            if (_queue.Count == 0 && CanAdmit(weight, now)) return Admit(weight, now, now);
            var wait = TimeSpan.FromTicks(Estimate(weight, now) - now);
            if (wait > maximumWait) throw LimitErrors.Refused(_id, wait, maximumWait);
            waiter = _queue.Add(weight, now, maximumWait);
        }

        Run();
        if (waiter.IsDone) return await waiter.Task.ConfigureAwait(false);
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (limiter, canceled) = ((ConnectionLimiter, LimitWaiter))state!;
                limiter.Cancel(canceled, token);
            },
            (this, waiter)).ConfigureAwait(false);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Returns a permit, with the response if one has arrived.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="response">The response.</param>
    /// <param name="isLimited">Whether a rule of the connector states that a limit was reached.</param>
    public void Return(in LimitPermit permit, HttpResponseMessage? response, bool isLimited = false)
    {
        var signal = response is null ? default : LimitSignal.Of(response, _all.Time, _ignoresHeaders, isLimited);
        lock (_lock)
        {
            var now = Now;
            _inFlight--;
            foreach (var pool in permit.Pools)
            {
                pool.Return(pool.UnitsOf(permit.Weight), permit.SentAt, now, response is not null);
            }

            _averageTrip += (now - permit.SentAt - _averageTrip) / 8;
            _lastUsed = now;
            if (response is not null) Learn(signal, permit.SentAt, now);
        }

        Run();
    }

    /// <summary>Takes what the response to a request states that no permit was needed for.</summary>
    public void Learn(LimitSignal signal)
    {
        lock (_lock)
        {
            // The request may have been sent before a pause that has begun since.
            var now = Now;
            Learn(signal, now >= _pause.Until ? now : long.MinValue, now);
        }

        Run();
    }

    /// <summary>Stops using shares, and returns the claims that give them back.</summary>
    public IReadOnlyList<LimitClaim> Close()
    {
        lock (_lock)
        {
            var now = Now;
            return [.. _pools.Where(pool => pool.Share.UnitsAt(now) > 0)
                .Select(pool => pool.Share.Release(pool, KeyOf(pool), _all.Holder, now))];
        }
    }

    private long Now => _all.Now;

    private void Learn(LimitSignal signal, long sentAt, long now)
    {
        _pause.Learn(signal, sentAt, now, _all.Options.MaximumBackoff);
        _window.Learn(signal.Stated, _inFlight, now, _all.Options.MaximumBackoff.Ticks);
    }

    private bool CanAdmit(int weight, long now)
    {
        if (!_pause.Allows(_inFlight, now) || !_window.CanTake(_inFlight, now)) return false;
        foreach (var pool in _pools)
        {
            if (!pool.CanTake(pool.UnitsOf(weight), now)) return false;
        }

        return true;
    }

    private LimitPermit Admit(int weight, long since, long now)
    {
        _inFlight++;
        _lastUsed = now;
        _window.Take(weight);
        foreach (var pool in _pools) pool.Take(pool.UnitsOf(weight));
        return new(this, _pools, weight, now, now - since);
    }

    // Rather too early than too late: a call that could be sent in time is not refused.
    private long Estimate(int weight, long now)
    {
        var at = Math.Max(_pause.Until, _window.AvailableAt(_queue.Count + 1, now));
        foreach (var pool in _pools)
        {
            var units = pool.IsConcurrency ? _queue.Count + 1 : _queue.Units + pool.UnitsOf(weight);
            at = Math.Max(at, pool.EstimateAvailableAt(units, now, _averageTrip));
        }

        return Math.Max(now, at);
    }

    private void Cancel(LimitWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.TryCancel(cancellationToken)) _queue.Removed(waiter);
        }

        Run();
    }

    private void OnTimer()
    {
        lock (_lock) _wakeAt = long.MaxValue;
        Run();
    }

    // Claims are sent outside the lock. One that completes at once may let further callers pass.
    private void Run()
    {
        bool runAgain;
        do
        {
            List<(LimitPool Pool, LimitClaim Claim)>? claims;
            lock (_lock) claims = Advance(Now);
            runAgain = false;
            foreach (var (pool, claim) in claims ?? []) runAgain |= TryClaim(pool, claim);
        }
        while (runAgain);
    }

    private List<(LimitPool Pool, LimitClaim Claim)>? Advance(long now)
    {
        _queue.RefuseOverdue(now, _id);
        while (_queue.Head is { } head && CanAdmit(head.Weight, now))
        {
            _queue.RemoveHead();
            head.TryAdmit(Admit(head.Weight, head.Since, now));
        }

        var wakeAt = _queue.Head is { } next
            ? Math.Min(_queue.NextDeadline, AvailableAt(next.Weight, now))
            : long.MaxValue;
        List<(LimitPool Pool, LimitClaim Claim)>? claims = null;
        foreach (var pool in _pools)
        {
            if (ClaimOf(pool, now, ref wakeAt) is { } claim) (claims ??= []).Add((pool, claim));
        }

        WakeAt(wakeAt, now);
        return claims;
    }

    private LimitClaim? ClaimOf(LimitPool pool, long now, ref long wakeAt)
    {
        var head = _queue.Head;
        var units = head is null ? 0 : pool.UnitsOf(head.Weight);
        var isShort = head is not null && pool.Held(now) + units > pool.Share.UnitsAt(now);
        var isIdle = head is null && _inFlight == 0;
        if (isIdle && pool.Share.MayRelease)
        {
            // Others wait for what an idle process holds.
            var stillCounts = pool.Share.IsContended ? 0 : pool.Period.Ticks;
            var releaseAt = _lastUsed + stillCounts + LimitPools.IdleTime.Ticks;
            if (releaseAt <= now) return pool.Share.Release(pool, KeyOf(pool), _all.Holder, now);
            wakeAt = Math.Min(wakeAt, releaseAt);
        }
        else if (!isIdle && pool.Share.ClaimAt(pool, now, isShort) is { } claimAt)
        {
            if (claimAt <= now)
                return pool.Share.Claim(pool, KeyOf(pool), _all.Holder, _queue.UnitsFor(pool), units, now);
            wakeAt = Math.Min(wakeAt, claimAt);
        }

        return null;
    }

    private string KeyOf(LimitPool pool) => $"{_id}/{pool.Name}";

    // The time at which the next caller may pass; the end of a call, or a share, may let it pass earlier.
    private long AvailableAt(int weight, long now)
    {
        var at = Math.Max(_pause.Until, _window.AvailableAt(1, now));
        foreach (var pool in _pools)
        {
            if (pool.AvailableAt(pool.UnitsOf(weight), now) is not { } poolAt) return long.MaxValue;
            at = Math.Max(at, poolAt);
        }

        // If nothing has to be waited for, the end of a call lets it pass.
        return at <= now ? long.MaxValue : at;
    }

    private void WakeAt(long at, long now)
    {
        if (at == _wakeAt) return;
        _wakeAt = at;
        var due = at == long.MaxValue ? Timeout.InfiniteTimeSpan : LimitPools.DueIn(at - now);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    // Whether it has completed.
    private bool TryClaim(LimitPool pool, LimitClaim claim)
    {
        var claiming = _all.ClaimAsync(claim);
        if (claiming.IsCompletedSuccessfully)
        {
            Accept(pool, claim, claiming.Result);
            return true;
        }

        _ = FinishAsync(pool, claim, claiming);
        return false;
    }

    private async Task FinishAsync(LimitPool pool, LimitClaim claim, ValueTask<LimitGrant?> claiming)
    {
        Accept(pool, claim, await claiming.ConfigureAwait(false));
        Run();
    }

    private void Accept(LimitPool pool, LimitClaim claim, LimitGrant? grant)
    {
        lock (_lock)
        {
            if (grant is null) pool.Share.Keep(pool, Now);
            else pool.Share.Accept(grant, claim, Now);
        }
    }
}

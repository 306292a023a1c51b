using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// The limiters of the connections that have limits. A limiter exists as long as something uses its connection.
/// </summary>
internal sealed class ConnectionLimiters(
    ILimitStore store,
    StoreReads reads,
    ConnectionEpochs epochs,
    EngineLifetime lifetime,
    IOptions<VersoriConnectorsOptions> options,
    ILogger<ConnectionLimiter> logger,
    TimeProvider time) : IAsyncDisposable, IDisposable
{
    private const int FewEntries = 64;

    // A host that stops waits no longer than this. A share that is not given back ends with its lease.
    private static readonly TimeSpan LongestRelease = TimeSpan.FromSeconds(2);

    private readonly Dictionary<ConnectionId, WeakReference<ConnectionLimiter>> _limiters = [];
    private readonly long _start = time.GetTimestamp();
    private readonly Lazy<Guid> _holder = new(RandomValues.Uuid);
    private int _collectAt = FewEntries;

    /// <summary>Identifies this process in claims.</summary>
    public Guid Holder => _holder.Value;

    public TimeProvider Time => time;

    public VersoriConnectorsOptions Options => options.Value;

    /// <summary>The clock reading in ticks since the start, so that it is precise.</summary>
    public long Now => time.GetElapsedTime(_start, time.GetTimestamp()).Ticks;

    /// <summary>Applies the limits of a definition to a connection.</summary>
    public void Apply(ConnectionRuntime runtime, int version, ConnectorLimits? limits)
    {
        if (limits is null && runtime.Limiter is null && Find(runtime.Id) is null) return;
        For(runtime).Apply(version, limits);
    }

    /// <summary>Takes what a response states, if the connection had no limits until now.</summary>
    /// <param name="runtime">The connection.</param>
    /// <param name="response">The response.</param>
    /// <param name="isLimited">Whether a rule of the connector states that a limit was reached.</param>
    public void Observe(ConnectionRuntime runtime, HttpResponseMessage response, bool isLimited)
    {
        var signal = LimitSignal.Of(response, time, ignoresHeaders: false, isLimited);
        if (signal.IsPresent) For(runtime).Learn(signal);
    }

    /// <summary>Claims units; <see langword="null"/> if the store failed.</summary>
    public ValueTask<LimitGrant?> ClaimAsync(LimitClaim claim)
    {
        // A store in memory completes at once.
        var claiming = StartClaim(claim);
        return claiming is { IsCompletedSuccessfully: true } completed
            ? new(completed.Result)
            : FinishAsync(claim, claiming);
    }

    /// <summary>Does nothing: shares that are not given back end with their leases.</summary>
    public void Dispose()
    {
    }

    /// <summary>Gives the units of this process to the others, which would otherwise wait for its leases.</summary>
    public async ValueTask DisposeAsync()
    {
        List<LimitClaim> claims;
        lock (_limiters)
        {
            claims = [.. _limiters.Values.SelectMany(reference =>
                reference.TryGetTarget(out var limiter) ? limiter.Close() : [])];
        }

        using var limit = new CancellationTokenSource(LongestRelease, time);
        try
        {
            await Parallel.ForEachAsync(
                claims,
                limit.Token,
                async (claim, cancellationToken) =>
                    await ClaimAsync(claim).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The store is too slow.
        }
    }

    private Task<LimitGrant> StartClaim(LimitClaim claim)
    {
        try
        {
            return reads.InTimeAsync(limit => store.ClaimAsync(claim, limit).AsTask(), lifetime.Token);
        }
        catch (Exception exception)
        {
            return Task.FromException<LimitGrant>(exception);
        }
    }

    private async ValueTask<LimitGrant?> FinishAsync(LimitClaim claim, Task<LimitGrant> claiming)
    {
        try
        {
            return await claiming.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!lifetime.Token.IsCancellationRequested) logger.LimitNotClaimed(exception, claim.Key);
            return null;
        }
    }

    /// <summary>Returns the limiter of a connection; creates it if there is none.</summary>
    internal ConnectionLimiter For(ConnectionId id)
    {
        lock (_limiters)
        {
            if (Find(id) is { } known) return known;
            var limiter = new ConnectionLimiter(id, this);
            Collect();
            _limiters[id] = new(limiter);
            return limiter;
        }
    }

    private ConnectionLimiter For(ConnectionRuntime runtime)
    {
        if (runtime.Limiter is { } known) return known;
        lock (_limiters)
        {
            // The runtime may have been evicted and created again, while calls still use the former one.
            runtime.Limiter = For(runtime.Id);
            epochs.Advance(runtime.Id);
            return runtime.Limiter;
        }
    }

    private ConnectionLimiter? Find(ConnectionId id)
    {
        lock (_limiters)
        {
            return _limiters.TryGetValue(id, out var reference) && reference.TryGetTarget(out var found)
                ? found
                : null;
        }
    }

    private void Collect()
    {
        if (_limiters.Count < _collectAt) return;
        foreach (var (id, reference) in _limiters)
        {
            if (!reference.TryGetTarget(out _)) _limiters.Remove(id);
        }

        _collectAt = Math.Max(FewEntries, 2 * _limiters.Count);
    }
}

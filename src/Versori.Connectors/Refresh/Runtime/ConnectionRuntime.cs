using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// A connection in use in this process. It holds the prepared state that calls read without waiting, and ensures that
/// only one refresh runs at a time.
/// </summary>
/// <remarks>
/// There may be very many of them, so it holds only what a call needs. Everything else is shared, see
/// <see cref="ConnectionRuntimes"/>.
/// </remarks>
internal sealed class ConnectionRuntime(ConnectionId id, ConnectionRuntimes all) : ICacheEntry
{
    /// <summary>The precision of the time of the last use, in milliseconds.</summary>
    private const long UsePrecision = 1000;

    private RefreshState? _state;
    private PreparedConnection? _current;
    private long _lastUsed;
    private ConnectionLimiter? _limiter;
    private RetryBudget? _retries;

    public ConnectionId Id => id;

    /// <summary>
    /// The connection as calls use it, without references to its secrets; <see langword="null"/> until it is read.
    /// </summary>
    public Connection? Connection => Volatile.Read(ref _current)?.Connection;

    /// <summary>Whether it was looked up since the cache last evicted entries.</summary>
    public bool WasUsed { get; set; }

    /// <summary>
    /// Lets calls pass as the connection's limits allow; <see langword="null"/> if it has none.
    /// </summary>
    public ConnectionLimiter? Limiter
    {
        get => Volatile.Read(ref _limiter);
        set => Volatile.Write(ref _limiter, value);
    }

    /// <summary>Limits how many requests are sent again.</summary>
    public RetryBudget RetriesOf(TimeProvider time) =>
        LazyInitializer.EnsureInitialized(ref _retries, () => new(time));

    /// <summary>The last transient failure to refresh, until a refresh succeeds.</summary>
    public ConnectorError? LastError => Volatile.Read(ref _state)?.LastFailure;

    /// <summary>Lets the next call request tokens, if the last request failed because the client was refused.</summary>
    public void EndWaitForClient()
    {
        if (LastError is { Code: ConnectorErrorCode.CredentialRefused }) State.Failures.Succeeded();
    }

    /// <summary>The rejections of its credential since it was last accepted; <see langword="null"/>: none.</summary>
    public RejectionStreak? Streak => Volatile.Read(ref _state)?.Streak;

    /// <summary>When a request was last sent with it, accurate to the second.</summary>
    public DateTimeOffset? LastUsedAt => Volatile.Read(ref _lastUsed) is var used and not 0
        ? all.Clock.TimeOf(used)
        : null;

    /// <summary>Records a use, accurate to the second.</summary>
    /// <returns>Whether it is the first use within a second.</returns>
    public bool MarkUsed(long now)
    {
        var last = Volatile.Read(ref _lastUsed);
        if (last != 0 && now - last < UsePrecision) return false;
        if (last == 0 && Connection is { } connection) all.Audit.RecordFirstUse(connection);
        Volatile.Write(ref _lastUsed, now);
        return true;
    }

    /// <summary>The prepared state, with a usable token.</summary>
    /// <exception cref="ConnectorException">No usable credential could be obtained.</exception>
    public async ValueTask<PreparedConnection> GetAsync(CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current) ?? throw Disconnected();
        ThrowIfNotActive(current);
        var now = all.Clock.Now;
        if (now < current.RecheckAt) return current;
        if (now >= current.UnusableFrom)
        {
            return await all.Refreshing.RunAsync(this, () => RefreshAsync(new()), cancellationToken)
                .ConfigureAwait(false);
        }

        // Due, but still valid: it is refreshed in the background, and calls use the current token until then.
        if (State.Failures.Remaining == TimeSpan.Zero) _ = all.Refreshing.Start(this, () => RefreshAsync(new()));
        return current;
    }

    /// <summary>Replaces a token that the external system rejected, if it is still the current one.</summary>
    /// <returns>
    /// <see langword="null"/> when recent refreshes did not help and the next one is not due yet.
    /// </returns>
    public async ValueTask<PreparedConnection?> ReplaceRejectedAsync(
        PreparedConnection rejected, CancellationToken cancellationToken)
    {
        // A refresh that was already running for another reason may return the rejected token. Then try once more.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var current = Volatile.Read(ref _current) ?? throw Disconnected();
            ThrowIfNotActive(current);
            if (!current.HasSameTokens(rejected)) return current;
            if (State.TakeUntried(rejected)) State.Rejections.Failed();
            if (State.Rejections.Remaining > TimeSpan.Zero) return null;
            await all.Refreshing.RunAsync(this, () => RefreshAsync(new(Rejected: rejected)), cancellationToken)
                .ConfigureAwait(false);
        }

        return Volatile.Read(ref _current) is { } refreshed && !refreshed.HasSameTokens(rejected)
            ? refreshed
            : null;
    }

    /// <summary>
    /// Reports whether the token that replaced a rejected one was accepted. If it was not, the rejection has another
    /// cause, and a refresh on every rejection would only flood the token endpoint.
    /// </summary>
    public void ReportReplacement(PreparedConnection replacement, bool wasAccepted)
    {
        if (wasAccepted) State.Rejections.Succeeded();
        else if (State.MarkUnhelpful(replacement)) State.Rejections.Failed();
    }

    /// <summary>Reports that the external system rejected the credential and that no refresh could help.</summary>
    public Task ReportRejectedAsync(PreparedConnection rejected)
    {
        RejectionStreak streak;
        lock (all.LockFor(id))
        {
            if (State.Streak is null)
            {
                State.Streak = all.Rejected.NewStreak();
                // From here on every response is seen, so that the first accepted one ends the streak.
                ReplaceClassifier(classifier => classifier.ForAll());
            }

            streak = State.Streak;
        }

        return all.Rejected.ReportAsync(this, rejected, streak, streak.Add());
    }

    /// <summary>Reports that the external system accepted the credential.</summary>
    public void ReportAccepted()
    {
        if (Streak is null) return;
        lock (all.LockFor(id))
        {
            State.Streak = null;
            ReplaceClassifier(classifier => classifier.Usual);
        }
    }

    /// <summary>
    /// Reports a replacement for a rejected token that could not be tried, because the request could not be repeated.
    /// If the next request is rejected too, the replacement did not help.
    /// </summary>
    public void ReportUntried(PreparedConnection replacement) => State.MarkUntried(replacement);

    /// <summary>Refreshes the tokens now, whether they are due or not.</summary>
    public Task<PreparedConnection> RefreshNowAsync(CancellationToken cancellationToken) =>
        all.Refreshing.RunAsync(this, () => RefreshAsync(new(Force: true)), cancellationToken);

    /// <summary>Refreshes the tokens that expire by a point in time.</summary>
    public Task<PreparedConnection> RefreshDueByAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        all.Refreshing.RunAsync(this, () => RefreshAsync(new(DueBy: time)), cancellationToken);

    /// <summary>Adopts a connection that was just read from the store.</summary>
    public async ValueTask AdoptAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } current && current.Connection.Revision >= connection.Revision) return;
        await all.Reading.RunAsync(this, () => ReadAsync(connection), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a prepared state the current one, unless the current one is newer.</summary>
    public void Publish(PreparedConnection prepared)
    {
        lock (all.LockFor(id))
        {
            if (_current is not null && prepared.Connection.Revision < _current.Connection.Revision) return;
            // Another process refreshed the tokens, or the credentials were replaced.
            if (_current is not null && !prepared.HasSameSavedTokens(_current)) Volatile.Read(ref _state)?.Refreshed();
            EndStreakOfReplacedCredential(prepared);
            Replace(Streak is null ? prepared : prepared.WithResponses(prepared.Responses.ForAll()));
        }
    }

    /// <summary>Closes a connection that was deleted: later calls fail.</summary>
    public void Close()
    {
        lock (all.LockFor(id)) Replace(null);
    }

    private RefreshState State => LazyInitializer.EnsureInitialized(ref _state, all.Refresher.NewState);

    private void EndStreakOfReplacedCredential(PreparedConnection prepared)
    {
        if (Streak is null || _current is null) return;
        var isSame = prepared.Connection.Snapshot.TakenAt == _current.Connection.Snapshot.TakenAt;
        if (!isSame) State.Streak = null;
    }

    private void ReplaceClassifier(Func<ResponseClassifier, ResponseClassifier> change)
    {
        if (_current is { } current) Replace(current.WithResponses(change(current.Responses)));
    }

    private void Replace(PreparedConnection? prepared)
    {
        Volatile.Write(ref _current, prepared?.ForCalls());
        all.Transports.SetCurrent(id, prepared?.Transport);
        all.Epochs.Advance(id);
    }

    private async Task<PreparedConnection> ReadAsync(Connection connection)
    {
        var prepared = await all.Refresher.ReadAsync(connection, all.Preparer, CancellationToken.None)
            .ConfigureAwait(false);
        Publish(prepared);
        return prepared;
    }

    private async Task<PreparedConnection> RefreshAsync(RefreshRequest request)
    {
        // A caller that read the state before another refresh completed may request what that one has done already.
        if (Volatile.Read(ref _current) is { } current && request.IsDone(current, all.Clock.Now)) return current;
        try
        {
            return await all.Refresher.RefreshAsync(id, request, State, Publish).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NotFound)
        {
            Close();
            throw;
        }
    }

    private static void ThrowIfNotActive(PreparedConnection current)
    {
        if (current.Connection.Status != ConnectionStatus.NeedsReauthorization) return;
        throw ConnectionErrors.NeedsReauthorization(current.Connection);
    }

    private ConnectorException Disconnected() => ConnectionErrors.NotFound(id);
}

using Versori.Connectors.Caching;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>
/// A connection in use in this process. It holds the prepared state that calls read without waiting, and sees to it that
/// one renewal runs at a time.
/// </summary>
/// <remarks>There may be very many: it holds what a call needs and no more, and has the rest of those that it is one of.</remarks>
internal sealed class ConnectionRuntime(ConnectionId id, ConnectionRuntimes all) : ICacheEntry
{
    private RenewalState? _states;
    private PreparedConnection? _current;
    private long _lastUsed;

    public ConnectionId Id => id;

    /// <summary>The connection as calls use it, without references to its secrets; <see langword="null"/> while nothing is known of it.</summary>
    public Connection? Connection => Volatile.Read(ref _current)?.Connection;

    /// <summary>Whether it was looked up since the cache last made room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>The last transient failure to renew, until a renewal succeeds.</summary>
    public ConnectorError? LastError => Volatile.Read(ref _states)?.LastFailure;

    /// <summary>When a request was last sent with it, to the second.</summary>
    public DateTimeOffset? LastUsedAt => Volatile.Read(ref _lastUsed) is var used and not 0
        ? all.Clock.TimeOf(used)
        : null;

    /// <summary>Notes a use, to the second.</summary>
    public void Used(long now) => Volatile.Write(ref _lastUsed, now);

    /// <summary>The prepared state, with a usable token.</summary>
    /// <exception cref="ConnectorException">No credential can be had.</exception>
    public async ValueTask<PreparedConnection> GetAsync(CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current) ?? throw Disconnected();
        ThrowIfNotActive(current);
        var now = all.Clock.Now;
        if (now < current.CheckAt) return current;
        if (now >= current.UnusableFrom)
        {
            return await all.Renewing.RunAsync(this, () => RenewAsync(new()), cancellationToken).ConfigureAwait(false);
        }

        // Due, but still good: it is renewed behind the calls' back, and they go on with what there is.
        if (State.Failures.Remaining == TimeSpan.Zero) _ = all.Renewing.Start(this, () => RenewAsync(new()));
        return current;
    }

    /// <summary>Replaces a token that the external system rejected, if it is still the current one.</summary>
    /// <returns><see langword="null"/> when renewing has not helped lately, and is not tried again yet.</returns>
    public async ValueTask<PreparedConnection?> ReplaceRejectedAsync(PreparedConnection rejected, CancellationToken cancellationToken)
    {
        // A renewal that was under way for another reason may end with the very token that was rejected; then once more.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var current = Volatile.Read(ref _current) ?? throw Disconnected();
            ThrowIfNotActive(current);
            if (!current.HasSameTokens(rejected)) return current;
            if (State.Rejections.Remaining > TimeSpan.Zero) return null;
            await all.Renewing.RunAsync(this, () => RenewAsync(new(Rejected: rejected)), cancellationToken).ConfigureAwait(false);
        }

        return Volatile.Read(ref _current) is { } renewed && !renewed.HasSameTokens(rejected) ? renewed : null;
    }

    /// <summary>
    /// Says whether the token that replaced a rejected one was accepted. When it was not, the rejection has another
    /// cause, and renewing on every such answer would only storm the token endpoint.
    /// </summary>
    public void ReportReplacement(PreparedConnection replacement, bool wasAccepted)
    {
        if (wasAccepted) State.Rejections.Succeeded();
        else if (State.MarkUnhelpful(replacement)) State.Rejections.Failed();
    }

    /// <summary>Renews the tokens now, whether they are due or not.</summary>
    public Task<PreparedConnection> RenewNowAsync(CancellationToken cancellationToken) =>
        all.Renewing.RunAsync(this, () => RenewAsync(new(Force: true)), cancellationToken);

    /// <summary>Renews the tokens that expire by a time.</summary>
    public Task<PreparedConnection> RenewDueByAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        all.Renewing.RunAsync(this, () => RenewAsync(new(DueBy: time)), cancellationToken);

    /// <summary>Takes over a connection as it was just read from the store.</summary>
    public async ValueTask AdoptAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } current && current.Connection.Revision >= connection.Revision) return;
        await all.Reading.RunAsync(this, () => ReadAsync(connection), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a prepared state the current one, unless a newer one is.</summary>
    public void Publish(PreparedConnection prepared)
    {
        // On itself, which nobody else locks: a lock of its own would be one for each of very many.
        lock (this)
        {
            if (_current is not null && prepared.Connection.Revision < _current.Connection.Revision) return;
            // Another process renewed what this one could not, or somebody connected again.
            if (_current is not null && !prepared.HasSameSavedTokens(_current)) Volatile.Read(ref _states)?.Renewed();
            Replace(prepared);
        }
    }

    /// <summary>The connection is gone: later calls fail.</summary>
    public void Close()
    {
        lock (this) Replace(null);
    }

    private RenewalState State => LazyInitializer.EnsureInitialized(ref _states, all.Renewer.NewState);

    private void Replace(PreparedConnection? prepared)
    {
        Volatile.Write(ref _current, prepared?.ForCalls());
        all.Transports.Use(id, prepared?.Transport);
        all.Epochs.Changed(id);
    }

    private async Task<PreparedConnection> ReadAsync(Connection connection)
    {
        var prepared = await all.Renewer.ReadAsync(connection, all.Preparer, CancellationToken.None).ConfigureAwait(false);
        Publish(prepared);
        return prepared;
    }

    private async Task<PreparedConnection> RenewAsync(RenewalRequest request)
    {
        // Whoever looked before another renewal ended and came after it asks for what that one has done already.
        if (Volatile.Read(ref _current) is { } current && request.IsDone(current, all.Clock.Now)) return current;
        try
        {
            return await all.Renewer.RenewAsync(id, request, State, Publish).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NotFound)
        {
            Close();
            throw;
        }
    }

    private static void ThrowIfNotActive(PreparedConnection current)
    {
        if (current.Connection.Status == ConnectionStatus.NeedsReauthorization) throw ConnectionErrors.NeedsReauthorization(current.Connection);
    }

    private ConnectorException Disconnected() => ConnectionErrors.NotFound(id);
}

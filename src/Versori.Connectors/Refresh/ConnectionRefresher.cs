using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Refreshes the tokens of a connection: takes the lock, reads the connection again, adopts what another process has
/// refreshed, requests tokens, saves them, and only then uses them. The protocols are in the token sources.
/// </summary>
internal sealed class ConnectionRefresher(
    IConnectionStore connections,
    IConnectionLock connectionLock,
    TokenWriter writer,
    ConnectionPreparer preparer,
    ConnectionEvents events,
    EngineTelemetry telemetry,
    EngineLifetime lifetime,
    StoreReads reads,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time,
    CoarseClock clock,
    ILogger<ConnectionRefresher> logger)
{
    /// <summary>How often a refresh begins, if its lock is lost or the store has newer tokens.</summary>
    private const int MaximumAttempts = 3;

    public RefreshState NewState() => new(time, options.Value.MaximumBackoff);

    /// <summary>
    /// Prepares a connection that was read from the store, and reads it again if its secrets were just replaced.
    /// </summary>
    public Task<PreparedConnection> ReadAsync(
        Connection connection, ConnectionPreparer source, CancellationToken cancellationToken) =>
        reads.InTimeAsync(limit => ReadUntilCurrentAsync(connection, source, limit), cancellationToken);

    public async Task<PreparedConnection> RefreshAsync(
        ConnectionId id, RefreshRequest request, RefreshState state, Action<PreparedConnection> publish)
    {
        ThrowIfTooEarly(state);
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartRefresh(id),
            activity => RefreshUntilCurrentAsync(id, request, state, publish, activity)).ConfigureAwait(false);
    }

    private async Task<PreparedConnection> RefreshUntilCurrentAsync(
        ConnectionId id,
        RefreshRequest request,
        RefreshState state,
        Action<PreparedConnection> publish,
        Activity? activity)
    {
        PreparedConnection? outdated = null;
        for (var attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            try
            {
                return await RefreshLockedAsync(id, request, state, publish, outdated, activity).ConfigureAwait(false);
            }
            catch (RefreshOutdatedException exception)
            {
                logger.RefreshStartedOver(id);
                outdated = exception.Prepared;
            }
        }

        throw RefreshErrors.LockLost(id);
    }

    /// <param name="id">The connection.</param>
    /// <param name="request">Why tokens are refreshed.</param>
    /// <param name="state">What the refreshes of the connection keep between them.</param>
    /// <param name="publish">Receives each prepared state.</param>
    /// <param name="outdated">The state of an earlier attempt; <see langword="null"/> for the first one.</param>
    /// <param name="activity">The span of the refresh.</param>
    private async Task<PreparedConnection> RefreshLockedAsync(
        ConnectionId id,
        RefreshRequest request,
        RefreshState state,
        Action<PreparedConnection> publish,
        PreparedConnection? outdated,
        Activity? activity)
    {
        var cancellationToken = lifetime.Token;
        var held = await reads.LockAsync(connectionLock, id, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var connection = await FindAsync(id, cancellationToken).ConfigureAwait(false);
            activity?.SetTag("versori.connector.id", connection.ConnectorId.Value);
            var prepared = await ReadAsync(connection, preparer, cancellationToken).ConfigureAwait(false);
            publish(prepared);
            var isOwnSave = state.HasSaved(prepared);
            if (state.BelongTo(prepared.Connection))
            {
                await writer.CleanUpAsync(state.LeftBehind, prepared.Connection, cancellationToken)
                    .ConfigureAwait(false);
                // The save only seemed to fail, so the refresh that the host requested is done.
                if (isOwnSave) request = request with { Force = false };
            }

            if (prepared.Connection.Status == ConnectionStatus.NeedsReauthorization)
            {
                throw ConnectionErrors.NeedsReauthorization(prepared.Connection);
            }

            // Tokens that were refreshed meanwhile are what the host requested.
            if (outdated?.HasSameSavedTokens(prepared) == false) request = request with { Force = false };
            var run = new Run(prepared, request, state, publish, new(held, prepared, reads, time), activity);
            var failure = await RequestTokensAsync(run, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                await SaveRotatedAsync(run, cancellationToken).ConfigureAwait(false);
                return await AdoptNewerAsync(run, cancellationToken).ConfigureAwait(false)
                    ?? CurrentOrThrow(run, failure);
            }

            if (state.Unsaved.Count == 0) return prepared;
            return await SaveAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PreparedConnection> ReadUntilCurrentAsync(
        Connection connection, ConnectionPreparer source, CancellationToken cancellationToken)
    {
        var prepared = await source.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        while (prepared is null)
        {
            // Another process may refresh it repeatedly, each time before its secret is read here.
            var current = await connections.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.NotFound(connection.Id);
            if (current.Revision == connection.Revision) throw RefreshErrors.SecretMissing(current);
            connection = current;
            prepared = await source.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        return prepared;
    }

    private async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await reads.InTimeAsync(limit => connections.FindAsync(id, limit).AsTask(), cancellationToken)
            .ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(id);

    /// <summary>Requests the tokens that are needed, and adds them to the state's unsaved ones.</summary>
    /// <returns>The transient failure that ended the requests; <see langword="null"/> when there was none.</returns>
    /// <exception cref="ConnectorException">A token was refused: the connection needs reauthorization.</exception>
    private async Task<ConnectorError?> RequestTokensAsync(Run run, CancellationToken cancellationToken)
    {
        foreach (var prepared in run.Prepared.Methods)
        {
            var id = prepared.Method.Id;
            var isRotated = run.State.Rotated.Contains(id);
            if (!isRotated && run.State.Unsaved.ContainsKey(id)) continue;
            var method = isRotated ? prepared with { Token = run.State.Unsaved[id].Token } : prepared;
            if (IsExpired(method))
            {
                throw await RefusedAsync(run, RefreshErrors.Expired(method), cancellationToken).ConfigureAwait(false);
            }

            if (!NeedsRefresh(method, run)) continue;
            var result = await RequestAsync(run, method, cancellationToken).ConfigureAwait(false);
            if (result.IsPermanent)
                throw await RefusedAsync(run, result.Error!, cancellationToken).ConfigureAwait(false);
            var replaced = run.Prepared.Connection.FindToken(id)?.Secret;
            if (!result.IsSuccess)
            {
                if (result.Rotated is null) return result.Error;
                run.State.Unsaved[id] = new(result.Rotated, replaced);
                run.State.Rotated.Add(id);
                return result.Error;
            }

            run.State.Unsaved[id] = new(result.Token, replaced);
            run.State.Rotated.Remove(id);
        }

        return null;
    }

    // A token that another process has refreshed is neither due nor the rejected one, so it is adopted as it is.
    private bool NeedsRefresh(PreparedMethod method, Run run)
    {
        if (!method.CanRefresh || method.Source!.IsLocal) return false;
        if (run.Request.Force || method.Token?.ExpiresAt <= run.Request.DueBy) return true;
        return RefreshSchedule.IsDue(method, options.Value.RefreshMargin, time.GetUtcNow()) || run.IsRejected;
    }

    private bool IsExpired(PreparedMethod method)
    {
        if (method.Source is null || method.CanRefresh) return false;
        return method.Token is null || time.GetUtcNow() >= method.Token.ExpiresAt;
    }

    private async Task<TokenResult> RequestAsync(
        Run run, PreparedMethod method, CancellationToken cancellationToken)
    {
        await run.Fence.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        return await telemetry.MeasureAsync(
            run.Prepared.Connection.ConnectorId,
            TokenPurpose.Refresh,
            () => TryRequestAsync(run, method, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<TokenResult> TryRequestAsync(
        Run run, PreparedMethod method, CancellationToken cancellationToken)
    {
        try
        {
            var request = new TokenRequest(run.Prepared.Connection.ConnectorId, method.Values, method.Token)
            {
                Transport = run.Prepared.Transport,
                BeforeSpending = run.Fence.ConfirmAsync,
            };
            using var scope = ConnectionTransport.Use(run.Prepared);
            return await method.Source!.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // For example, an expression has no value: an error of the definition or the credential. A later request
            // may succeed once that is corrected.
            return TokenResult.TransientFailure(exception.Error);
        }
    }

    private async Task<PreparedConnection> SaveAsync(Run run, CancellationToken cancellationToken)
    {
        var refreshed = await SaveTokensAsync(run, cancellationToken).ConfigureAwait(false);
        run.State.Refreshed();
        run.Publish(refreshed);
        await events.RaiseAsync(
            ConnectionEventKind.Refreshed,
            refreshed.Connection,
            AuditAction.TokensRefreshed,
            isAutomatic: !run.Request.Force,
            cancellationToken).ConfigureAwait(false);
        return refreshed;
    }

    // A refresh token that arrived with a response that could not be used is saved at once: the old one may no longer
    // be valid. If the stores fail it stays in memory, and the failure was logged.
    private async Task SaveRotatedAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.State.Rotated.Count == 0) return;
        try
        {
            run.Publish(await SaveTokensAsync(run, cancellationToken).ConfigureAwait(false));
        }
        catch (ConnectorException exception)
        {
            run.Activity?.AddException(exception);
        }
    }

    private async Task<PreparedConnection> SaveTokensAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            var state = run.State;
            var tokens = state.Unsaved.ToDictionary(
                unsaved => unsaved.Key, unsaved => unsaved.Value.Token, StringComparer.Ordinal);
            var saved = await writer.SaveAsync(run.Prepared, tokens, state.LeftBehind, cancellationToken)
                .ConfigureAwait(false);
            state.Unsaved.Clear();
            state.Rotated.Clear();
            return saved;
        }
        catch (Exception exception) when (exception is not (ConnectorException or OperationCanceledException))
        {
            logger.TokenNotSaved(exception, run.Id);
            throw RefreshErrors.NotSaved(run.Id, exception);
        }
    }

    private async Task<ConnectorException> RefusedAsync(
        Run run, ConnectorError error, CancellationToken cancellationToken)
    {
        // The refused token may be one that another process has replaced. Then its token is adopted.
        var current = await FindAsync(run.Id, cancellationToken).ConfigureAwait(false);
        SaveResult<Connection> result;
        do
        {
            if (!HasSameCredentials(current, run.Prepared.Connection)) throw new RefreshOutdatedException(run.Prepared);
            var refused = current with
            {
                Status = ConnectionStatus.NeedsReauthorization,
                StatusReason = error.Message,
            };
            result = await connections.SaveAsync(refused, cancellationToken).ConfigureAwait(false);
            current = result.Current ?? throw ConnectionErrors.NotFound(run.Id);
        }
        while (!result.IsSaved);

        run.Activity.Fail(error);
        logger.RefreshRefused(run.Id, error.Message);
        var noTokens = new Dictionary<string, Token>(StringComparer.Ordinal);
        run.Publish(preparer.Prepare(current, run.Prepared.Fields, noTokens));
        await events.RaiseAsync(
            ConnectionEventKind.NeedsReauthorization,
            current,
            AuditAction.ReauthorizationNeeded,
            isAutomatic: true,
            cancellationToken).ConfigureAwait(false);
        return ConnectionErrors.NeedsReauthorization(current);
    }

    // A process that paused during its request may have lost the lock, and another one may have refreshed meanwhile.
    private async Task<PreparedConnection?> AdoptNewerAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            if (await run.Fence.IsHeldAsync(cancellationToken).ConfigureAwait(false)) return null;
            var current = await FindAsync(run.Id, cancellationToken).ConfigureAwait(false);
            if (HasSameCredentials(current, run.Prepared.Connection)) return null;
            var adopted = await ReadAsync(current, preparer, cancellationToken).ConfigureAwait(false);
            run.Publish(adopted);
            return adopted;
        }
        catch (ConnectorStoreException exception)
        {
            // The failed request is the error to report.
            run.Activity?.AddException(exception);
            return null;
        }
    }

    private static bool HasSameCredentials(Connection current, Connection connection) =>
        current.Snapshot == connection.Snapshot
        && current.Tokens.Count == connection.Tokens.Count
        && connection.Tokens.All(state => current.FindToken(state.MethodId)?.Secret == state.Secret);

    // After a transient failure the current token is used while it is valid, unless it was the reason for the refresh.
    private PreparedConnection CurrentOrThrow(Run run, ConnectorError error)
    {
        run.Activity.Fail(error);
        var wait = run.State.Failures.Failed(error.RetryAfter);
        run.State.LastFailure = error;
        logger.RefreshFailed(run.Id, wait, error.Message);
        var isUsable = !run.IsRejected && !run.Request.Force && clock.Now < run.Prepared.UnusableFrom;
        return isUsable ? run.Prepared : throw new ConnectorException(error with { RetryAfter = wait });
    }

    private static void ThrowIfTooEarly(RefreshState state)
    {
        if (state.LastFailure is not { } failure) return;
        var remaining = state.Failures.Remaining;
        if (remaining > TimeSpan.Zero) throw new ConnectorException(failure with { RetryAfter = remaining });
    }

    /// <summary>One refresh, under the connection's lock.</summary>
    private sealed record Run(
        PreparedConnection Prepared,
        RefreshRequest Request,
        RefreshState State,
        Action<PreparedConnection> Publish,
        RefreshFence Fence,
        Activity? Activity)
    {
        public ConnectionId Id => Prepared.Connection.Id;

        /// <summary>Whether the refresh was requested because these tokens were rejected.</summary>
        public bool IsRejected => Request.Rejected?.HasSameSavedTokens(Prepared) == true;
    }
}

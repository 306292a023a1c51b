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
            activity => RefreshLockedAsync(id, request, state, publish, activity)).ConfigureAwait(false);
    }

    private async Task<PreparedConnection> RefreshLockedAsync(
        ConnectionId id,
        RefreshRequest request,
        RefreshState state,
        Action<PreparedConnection> publish,
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
            state.BelongTo(connection.Snapshot);
            if (connection.Status == ConnectionStatus.NeedsReauthorization)
            {
                throw ConnectionErrors.NeedsReauthorization(connection);
            }

            var run = new Run(prepared, request, state, publish, activity);
            var failure = await RequestTokensAsync(run, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                await SaveRotatedAsync(run, cancellationToken).ConfigureAwait(false);
                return CurrentOrThrow(run, failure);
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
            if (current.Revision == connection.Revision) throw SecretMissing(current);
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
            var method = isRotated ? prepared with { Token = run.State.Unsaved[id] } : prepared;
            if (IsExpired(method))
            {
                throw await RefusedAsync(run, Expired(method), cancellationToken).ConfigureAwait(false);
            }

            if (!NeedsRefresh(method, run)) continue;
            var result = await RequestAsync(run.Prepared, method, cancellationToken).ConfigureAwait(false);
            if (result.IsPermanent)
                throw await RefusedAsync(run, result.Error!, cancellationToken).ConfigureAwait(false);
            if (!result.IsSuccess)
            {
                if (result.Rotated is null) return result.Error;
                run.State.Unsaved[id] = result.Rotated;
                run.State.Rotated.Add(id);
                return result.Error;
            }

            run.State.Unsaved[id] = result.Token;
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

    private Task<TokenResult> RequestAsync(
        PreparedConnection prepared, PreparedMethod method, CancellationToken cancellationToken) =>
        telemetry.MeasureAsync(
            prepared.Connection.ConnectorId,
            TokenPurpose.Refresh,
            () => TryRequestAsync(prepared, method, cancellationToken));

    private static async Task<TokenResult> TryRequestAsync(
        PreparedConnection prepared, PreparedMethod method, CancellationToken cancellationToken)
    {
        try
        {
            var request = new TokenRequest(prepared.Connection.ConnectorId, method.Values, method.Token)
            {
                Transport = prepared.Transport,
            };
            using var scope = ConnectionTransport.Use(prepared);
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
        await events.RaiseAsync(ConnectionEventKind.Refreshed, refreshed.Connection, cancellationToken)
            .ConfigureAwait(false);
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
            var saved = await writer.SaveAsync(run.Prepared, state.Unsaved, state.LeftBehind, cancellationToken)
                .ConfigureAwait(false);
            state.Unsaved.Clear();
            state.Rotated.Clear();
            return saved;
        }
        catch (Exception exception) when (exception is not (ConnectorException or OperationCanceledException))
        {
            logger.TokenNotSaved(exception, run.Id);
            throw NotSaved(run.Id, exception);
        }
    }

    private async Task<ConnectorException> RefusedAsync(
        Run run, ConnectorError error, CancellationToken cancellationToken)
    {
        run.Activity.Fail(error);
        logger.RefreshRefused(run.Id, error.Message);
        var refused = run.Prepared.Connection with
        {
            Status = ConnectionStatus.NeedsReauthorization,
            StatusReason = error.Message,
        };
        var result = await connections.SaveAsync(refused, cancellationToken).ConfigureAwait(false);
        // On a conflict, the credentials were replaced or the connection was deleted. That is kept, and the next call
        // reads it.
        if (!result.IsSaved) return ConnectionErrors.NeedsReauthorization(refused);
        var noTokens = new Dictionary<string, Token>(StringComparer.Ordinal);
        run.Publish(preparer.Prepare(result.Current, run.Prepared.Fields, noTokens));
        await events.RaiseAsync(ConnectionEventKind.NeedsReauthorization, result.Current, cancellationToken)
            .ConfigureAwait(false);
        return ConnectionErrors.NeedsReauthorization(result.Current);
    }

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

    private static ConnectorError Expired(PreparedMethod method) => new()
    {
        Code = ConnectorErrorCode.NeedsReauthorization,
        Message = $"The token of '{method.Method.Id}' has expired and cannot be refreshed: "
            + "there is no refresh token, or it has expired too.",
        Location = method.Method.Id,
    };

    private static ConnectorException NotSaved(ConnectionId id, Exception exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = "A refreshed token could not be saved because a store failed. "
                + "It is kept in memory and saved with the next attempt.",
            Location = id.ToString(),
            IsTransient = true,
        },
        exception);

    private static ConnectorException SecretMissing(Connection connection) => ConnectionErrors.NeedsReauthorization(
        connection with { StatusReason = "One of its secrets is not in the secret store, or can no longer be read." });

    /// <summary>One refresh, under the connection's lock.</summary>
    private sealed record Run(
        PreparedConnection Prepared,
        RefreshRequest Request,
        RefreshState State,
        Action<PreparedConnection> Publish,
        Activity? Activity)
    {
        public ConnectionId Id => Prepared.Connection.Id;

        /// <summary>Whether the refresh was requested because these tokens were rejected.</summary>
        public bool IsRejected => Request.Rejected?.HasSameSavedTokens(Prepared) == true;
    }
}

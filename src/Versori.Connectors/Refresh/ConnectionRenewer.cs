using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Renews the tokens of a connection: lock, read again, adopt what another process renewed, ask the token endpoint, save,
/// and only then use. It knows no protocol; those are the token sources'.
/// </summary>
internal sealed class ConnectionRenewer(
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
    ILogger<ConnectionRenewer> logger)
{
    public RenewalState NewState() => new(time, options.Value.MaximumBackoff);

    /// <summary>Prepares a connection that was read from the store, and reads it anew if its secrets were just replaced.</summary>
    public Task<PreparedConnection> ReadAsync(Connection connection, ConnectionPreparer source, CancellationToken cancellationToken) =>
        reads.InTimeAsync(limit => ReadNowAsync(connection, source, limit), cancellationToken);

    private async Task<PreparedConnection> ReadNowAsync(Connection connection, ConnectionPreparer source, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await source.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is { } prepared) return prepared;

            // Another process may renew it again and again, each time before its secret is read here.
            var again = await connections.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(connection.Id);
            if (again.Revision == connection.Revision) throw SecretMissing(again);
            connection = again;
        }
    }

    private static ConnectorException SecretMissing(Connection connection) =>
        ConnectionErrors.NeedsReauthorization(connection with { StatusReason = "A secret that it refers to is not in the secret store, or cannot be opened any more." });

    public async Task<PreparedConnection> RenewAsync(
        ConnectionId id, RenewalRequest request, RenewalState state, Action<PreparedConnection> publish)
    {
        var cancellationToken = lifetime.Token;
        ThrowIfTooEarly(state);

        var held = await reads.LockAsync(connectionLock, id, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var connection = await reads.InTimeAsync(limit => connections.FindAsync(id, limit).AsTask(), cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(id);
            using var activity = EngineTelemetry.StartRenewal(connection);
            var prepared = await ReadAsync(connection, preparer, cancellationToken).ConfigureAwait(false);
            publish(prepared);
            state.BelongTo(connection.Snapshot);
            if (connection.Status == ConnectionStatus.NeedsReauthorization) throw ConnectionErrors.NeedsReauthorization(connection);

            foreach (var method in prepared.Methods)
            {
                if (state.Unsaved.ContainsKey(method.Method.Id)) continue;
                if (HasEnded(method)) throw await RefusedAsync(prepared, Ended(method), publish, activity, cancellationToken).ConfigureAwait(false);
                if (!NeedsRenewal(method, prepared, request)) continue;
                var result = await RequestAsync(prepared, method, cancellationToken).ConfigureAwait(false);
                if (result.IsSuccess) state.Unsaved[method.Method.Id] = result.Token;
                else if (result.IsFinal) throw await RefusedAsync(prepared, result.Error, publish, activity, cancellationToken).ConfigureAwait(false);
                else return FailedForTheMoment(prepared, result.Error, request, state, activity);
            }

            if (state.Unsaved.Count == 0) return prepared;
            var renewed = await SaveAsync(prepared, state, cancellationToken).ConfigureAwait(false);
            state.Renewed();
            publish(renewed);
            await events.RaiseAsync(ConnectionEventKind.Renewed, renewed.Connection, cancellationToken).ConfigureAwait(false);
            return renewed;
        }
    }

    // What another process renewed in the meantime is neither due nor the token that was rejected, and is adopted.
    private bool NeedsRenewal(PreparedMethod method, PreparedConnection prepared, RenewalRequest request) =>
        method.CanRenew
        && !method.Source!.IsLocal
        && (request.Force
            || method.Token?.ExpiresAt <= request.DueBy
            || RenewalSchedule.IsDue(method, options.Value.RenewalMargin, time.GetUtcNow())
            || (request.Rejected is { } rejected && prepared.HasSameSavedTokens(rejected)));

    private bool HasEnded(PreparedMethod method) =>
        method.Source is not null && !method.CanRenew && (method.Token is null || time.GetUtcNow() >= method.Token.ExpiresAt);

    private static ConnectorError Ended(PreparedMethod method) => new()
    {
        Code = ConnectorErrorCode.NeedsReauthorization,
        Message = $"The token of '{method.Method.Id}' has expired and nothing can renew it: no refresh token came with it, or that has expired too.",
        Location = method.Method.Id,
    };

    private async Task<TokenResult> RequestAsync(PreparedConnection prepared, PreparedMethod method, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        TokenResult result;
        try
        {
            result = await method.Source!.RequestAsync(new(prepared.Connection.ConnectorId, method.Values, method.Token) { Transport = prepared.Transport }, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // A template that cannot be filled is the definition's or the credential's fault, and asking again may help
            // once that is mended.
            result = TokenResult.Failed(exception.Error);
        }

        var outcome = result switch { { IsSuccess: true } => "renewed", { IsFinal: true } => "refused", _ => "failed" };
        telemetry.Renewed(prepared.Connection.ConnectorId, outcome, time.GetElapsedTime(begun));
        return result;
    }

    private async Task<PreparedConnection> SaveAsync(PreparedConnection prepared, RenewalState state, CancellationToken cancellationToken)
    {
        try
        {
            var saved = await writer.SaveAsync(prepared, state.Unsaved, state.LeftBehind, cancellationToken).ConfigureAwait(false);
            state.Unsaved.Clear();
            return saved;
        }
        catch (Exception exception) when (exception is not (ConnectorException or OperationCanceledException))
        {
            logger.TokenNotSaved(exception, prepared.Connection.Id);
            throw new ConnectorException(
                new ConnectorError
                {
                    Code = ConnectorErrorCode.Unavailable,
                    Message = "A renewed token could not be saved because a store failed. It is kept and saved with the next attempt.",
                    Location = prepared.Connection.Id.ToString(),
                    IsTransient = true,
                },
                exception);
        }
    }

    private async Task<ConnectorException> RefusedAsync(
        PreparedConnection prepared, ConnectorError error, Action<PreparedConnection> publish, Activity? activity, CancellationToken cancellationToken)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        logger.RenewalRefused(prepared.Connection.Id, error.Message);
        var ended = prepared.Connection with { Status = ConnectionStatus.NeedsReauthorization, StatusReason = error.Message };
        var saved = await connections.SaveAsync(ended, cancellationToken).ConfigureAwait(false);
        // On a conflict somebody connected again or disconnected meanwhile; that stands, and is read with the next call.
        if (!saved.IsSaved) return ConnectionErrors.NeedsReauthorization(ended);
        publish(preparer.Prepare(saved.Current, prepared.Fields, new Dictionary<string, Token>(StringComparer.Ordinal)));
        await events.RaiseAsync(ConnectionEventKind.NeedsReauthorization, saved.Current, cancellationToken).ConfigureAwait(false);
        return ConnectionErrors.NeedsReauthorization(saved.Current);
    }

    // The old token is used for as long as it is good, unless it was the reason for renewing.
    private PreparedConnection FailedForTheMoment(
        PreparedConnection prepared, ConnectorError error, RenewalRequest request, RenewalState state, Activity? activity)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        var wait = state.Failures.Failed(error.RetryAfter);
        state.LastFailure = error;
        logger.RenewalFailed(prepared.Connection.Id, wait, error.Message);
        var isRejected = request.Rejected?.HasSameSavedTokens(prepared) == true;
        if (!isRejected && !request.Force && clock.Now < prepared.UnusableFrom) return prepared;
        throw new ConnectorException(error with { RetryAfter = wait });
    }

    private static void ThrowIfTooEarly(RenewalState state)
    {
        if (state.LastFailure is { } failure && state.Failures.Remaining is var remaining && remaining > TimeSpan.Zero)
        {
            throw new ConnectorException(failure with { RetryAfter = remaining });
        }
    }
}

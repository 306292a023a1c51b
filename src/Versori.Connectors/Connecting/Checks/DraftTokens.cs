using Versori.Connectors.Authentication;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Obtains and refreshes the tokens of a connection that is not saved yet.</summary>
internal sealed class DraftTokens(ConnectionPreparer preparer, EngineTelemetry telemetry)
{
    /// <summary>Obtains the first token of each method that uses tokens and has none.</summary>
    /// <exception cref="ConnectorException">A token could not be obtained.</exception>
    public async Task<PreparedConnection> ObtainAsync(ConnectionDraft draft, CancellationToken cancellationToken)
    {
        var tokens = new Dictionary<string, Token>(draft.Tokens, StringComparer.Ordinal);
        var prepared = preparer.Prepare(draft.Connection, draft.Fields, tokens);
        for (var index = 0; index < prepared.Methods.Length; index++)
        {
            var method = prepared.Methods[index];
            if (method.Source is null || method.Token is not null) continue;
            if (!method.CanRefresh) throw SignInNeeded(method.Method);
            tokens[method.Method.Id] = await RequestAsync(
                prepared, method, TokenPurpose.Connect, cancellationToken).ConfigureAwait(false);
            // The next method may use what was captured with this token.
            prepared = preparer.Prepare(draft.Connection, draft.Fields, tokens);
        }

        return prepared;
    }

    /// <summary>Refreshes the draft's tokens of methods that changed, with the methods' new settings.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="before">The snapshot that the connection had before.</param>
    /// <param name="refreshed">
    /// Receives each token as it is obtained. If a later one fails, the earlier ones exist nowhere else.
    /// </param>
    /// <param name="beforeSpending">Confirms that the connection's lock is still held.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">A token could not be obtained.</exception>
    public async Task RefreshAsync(
        ConnectionDraft draft,
        AuthSnapshot before,
        Dictionary<string, Token> refreshed,
        Func<CancellationToken, ValueTask> beforeSpending,
        CancellationToken cancellationToken)
    {
        var prepared = preparer.Prepare(draft.Connection, draft.Fields, draft.Tokens);
        foreach (var method in prepared.Methods)
        {
            var hasChanged = !before.Methods.Contains(method.Method);
            if (!method.HasTokenToSave || !method.CanRefresh || !hasChanged) continue;
            await beforeSpending(cancellationToken).ConfigureAwait(false);
            var result = await SendAsync(prepared, method, TokenPurpose.Upgrade, beforeSpending, cancellationToken)
                .ConfigureAwait(false);
            if ((result.Token ?? result.Rotated) is { } token) refreshed[method.Method.Id] = token;
            if (!result.IsSuccess) throw new ConnectorException(result.Error);
        }
    }

    private async Task<Token> RequestAsync(
        PreparedConnection prepared,
        PreparedMethod method,
        TokenPurpose purpose,
        CancellationToken cancellationToken)
    {
        var result = await SendAsync(prepared, method, purpose, null, cancellationToken).ConfigureAwait(false);
        return result.IsSuccess ? result.Token : throw new ConnectorException(result.Error);
    }

    private async Task<TokenResult> SendAsync(
        PreparedConnection prepared,
        PreparedMethod method,
        TokenPurpose purpose,
        Func<CancellationToken, ValueTask>? beforeSpending,
        CancellationToken cancellationToken)
    {
        var request = new TokenRequest(prepared.Connection.ConnectorId, method.Values, method.Token)
        {
            Transport = prepared.Transport,
            BeforeSpending = beforeSpending,
        };
        using var scope = ConnectionTransport.Use(prepared);
        return await telemetry.MeasureAsync(
            request.ConnectorId, purpose, () => method.Source!.RequestAsync(request, cancellationToken))
            .ConfigureAwait(false);
    }

    private static ConnectorException SignInNeeded(AuthMethod method) => ConnectionErrors.Create(
        ConnectorErrorCode.NotSupported,
        $"The auth method '{method.Id}' needs a person to sign in, see {nameof(ISignIns)}. "
            + $"Or connect with tokens obtained elsewhere: {nameof(Credential)}.{nameof(Credential.OAuth2Tokens)}.",
        method.Id);
}

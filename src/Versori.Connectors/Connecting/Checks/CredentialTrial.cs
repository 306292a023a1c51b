using System.Net;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Tries a credential that is not saved yet: obtains the first token where the method has tokens, then calls a harmless
/// endpoint.
/// </summary>
internal sealed class CredentialTrial(
    ConnectionPreparer preparer, CheckRequests checks, IHttpMessageHandlerFactory handlers, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <summary>Obtains the first tokens of a connection that is being made.</summary>
    /// <exception cref="ConnectorException">A token could not be had.</exception>
    public async Task<PreparedConnection> ObtainTokensAsync(
        Connection connection, CredentialFields fields, IReadOnlyDictionary<string, Token> given, CancellationToken cancellationToken)
    {
        var tokens = new Dictionary<string, Token>(given, StringComparer.Ordinal);
        var untried = preparer.Prepare(connection, fields, tokens);
        foreach (var method in untried.Methods)
        {
            if (method.Source is null || method.Token is not null) continue;
            if (!method.CanRenew) throw NoToken(method.Method);
            var result = await method.Source.RequestAsync(new(connection.ConnectorId, method.Values, null) { Transport = untried.Transport }, cancellationToken).ConfigureAwait(false);
            tokens[method.Method.Id] = result.IsSuccess ? result.Token : throw new ConnectorException(result.Error);
        }

        return preparer.Prepare(connection, fields, tokens);
    }

    /// <summary>Renews the tokens that a draft has of methods that were others before, the way they are now.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="before">What the connection was made with.</param>
    /// <param name="renewed">Receives each token as it is had: also when a later one fails, it exists nowhere else.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">A token could not be had.</exception>
    public async Task RenewTokensAsync(ConnectionDraft draft, AuthSnapshot before, Dictionary<string, Token> renewed, CancellationToken cancellationToken)
    {
        var connection = draft.Connection;
        var prepared = preparer.Prepare(connection, draft.Fields, draft.GivenTokens);
        foreach (var method in prepared.Methods)
        {
            if (!method.HasTokenToSave || !method.CanRenew || before.Methods.Contains(method.Method)) continue;
            var result = await method.Source!.RequestAsync(new(connection.ConnectorId, method.Values, method.Token) { Transport = prepared.Transport }, cancellationToken).ConfigureAwait(false);
            renewed[method.Method.Id] = result.IsSuccess ? result.Token : throw new ConnectorException(result.Error);
        }
    }

    /// <summary>Calls the connector's check endpoint.</summary>
    /// <exception cref="ConnectorException">The external system refused the credential, or could not be reached.</exception>
    public async Task<ConnectionCheck> TryAsync(PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        if (CheckRequests.Are(prepared)) return await checks.TryAsync(prepared, definition, cancellationToken).ConfigureAwait(false);
        if (CheckEndpoints.Choose(definition) is not { } endpoint) return new(ConnectionCheckOutcome.NotTried, time.GetUtcNow());

        var address = BaseAddresses.Of(endpoint.BaseUrl ?? definition.BaseUrl, prepared.Connection.Snapshot);
        var target = BaseAddresses.Below(address, CheckEndpoints.PathOf(endpoint, prepared.Connection.Snapshot));
        if (!Origins.Include(prepared.Origins, target)) throw Elsewhere(endpoint, target);
        var (status, isRejected, wasAnswered) = await SendAsync(prepared, endpoint, target, definition, cancellationToken).ConfigureAwait(false);
        // The system asked for more than the credential, such as a nonce; that is not a refusal yet.
        if (wasAnswered) (status, isRejected, _) = await SendAsync(prepared, endpoint, target, definition, cancellationToken).ConfigureAwait(false);
        var isNamed = definition.CheckEndpoint is not null;
        // An endpoint that nobody named may be forbidden to a good credential.
        if (isRejected || status == HttpStatusCode.Unauthorized || (status == HttpStatusCode.Forbidden && isNamed)) throw Refused(definition, endpoint, status);
        if ((int)status >= 500) throw Failing(definition, endpoint, status);
        var outcome = (int)status is >= 200 and < 300 ? ConnectionCheckOutcome.Accepted : ConnectionCheckOutcome.Inconclusive;
        return new(outcome, time.GetUtcNow(), endpoint.Id, (int)status);
    }

    private async Task<(HttpStatusCode Status, bool IsRejected, bool WasAnswered)> SendAsync(
        PreparedConnection prepared, Endpoint endpoint, Uri target, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(endpoint.Method), target);
        ConnectorHeaders.Of(definition, prepared.Connection.Snapshot)?.Apply(request);
        var authenticators = prepared.AuthenticatorsFor(endpoint.AuthAlternatives);
        foreach (var authenticator in authenticators)
        {
            await authenticator.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var client = new HttpMessageInvoker(handlers.CreateHandler(ConnectorClientFactory.PipelineName), disposeHandler: false);
            using var response = await (prepared.Transport is { } transport
                ? transport.SendAsync(ConnectorClientFactory.PipelineName, request, either.Token)
                : client.SendAsync(request, either.Token)).ConfigureAwait(false);
            var wasAnswered = response.StatusCode == HttpStatusCode.Unauthorized
                && Array.Exists(authenticators, authenticator => authenticator.TryAnswer(response));
            return (response.StatusCode, await prepared.FollowUps.IsRejectedAsync(response, either.Token).ConfigureAwait(false), wasAnswered);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Unreachable(definition, request, $"it did not answer within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw ConnectionErrors.Untrusted($"'{definition.Title}'", target.Host, definition.Id.Value, " Nothing was saved.");
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(definition, request, exception.HttpRequestError.ToString());
        }
    }

    private static ConnectorException NoToken(AuthMethod method) => ConnectionErrors.Of(
        ConnectorErrorCode.NotSupported,
        $"The auth method '{method.Id}' needs a person to sign in, see {nameof(IAuthorizations)}. Or connect with tokens obtained elsewhere: {nameof(Credential)}.{nameof(Credential.Tokens)}.",
        method.Id);

    private static ConnectorException Elsewhere(Endpoint endpoint, Uri url) => ConnectionErrors.Of(
        ConnectorErrorCode.OriginNotAllowed,
        $"The check endpoint '{endpoint.Id}' is at {Origins.Of(url)}, where the connector's credentials do not go. Nothing was saved.",
        endpoint.Id);

    private static ConnectorException Refused(ConnectorDefinition definition, Endpoint endpoint, HttpStatusCode status) => ConnectionErrors.Of(
        ConnectorErrorCode.CredentialRefused,
        $"'{definition.Title}' refused the credential: '{endpoint.Id}' answered with status {(int)status}. Nothing was saved.",
        endpoint.Id);

    private static ConnectorException Failing(ConnectorDefinition definition, Endpoint endpoint, HttpStatusCode status) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.Unavailable,
        Message = $"'{definition.Title}' could not say whether the credential is good: '{endpoint.Id}' answered with status {(int)status}. Nothing was saved.",
        Location = endpoint.Id,
        IsTransient = true,
    });

    private static ConnectorException Unreachable(ConnectorDefinition definition, HttpRequestMessage request, string why) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.Unavailable,
        Message = $"'{definition.Title}' at {request.RequestUri!.Host} could not be reached ({why}). Nothing was saved.",
        Location = definition.Id.Value,
        IsTransient = true,
    });
}

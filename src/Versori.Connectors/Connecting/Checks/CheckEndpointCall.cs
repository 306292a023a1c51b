using System.Net;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Sends the request to a check endpoint, with the credentials of a prepared connection.</summary>
internal sealed class CheckEndpointCall(
    IHttpMessageHandlerFactory handlers, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <exception cref="ConnectorException">The external system was not reached in time.</exception>
    public async Task<CheckResponse> SendAsync(
        PreparedConnection prepared,
        ConnectorEndpoint endpoint,
        Uri target,
        ConnectorDefinition definition,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(endpoint.Method), target);
        ConnectorHeaders.Follow(definition, prepared.Connection.Snapshot)?.Apply(request);
        var authenticators = prepared.AuthenticatorsFor(endpoint.AuthAlternatives);
        await RequestCredentials.ApplyAsync(prepared, authenticators, request, cancellationToken).ConfigureAwait(false);
        UserAgent.AddTo(request);
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await SendAsync(prepared, authenticators, request, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Unreachable(definition, target, $"no response within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw ConnectionErrors.UntrustedServer(
                $"'{definition.Title}'", target.Host, definition.Id.Value, " Nothing was saved.");
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(definition, target, exception.HttpRequestError.ToString());
        }
    }

    private async Task<CheckResponse> SendAsync(
        PreparedConnection prepared,
        RequestAuthenticator[] authenticators,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(
            handlers.CreateHandler(ConnectorClientFactory.PipelineName), disposeHandler: false);
        using var response = await (prepared.Transport is { } transport
            ? transport.SendAsync(ConnectorClientFactory.PipelineName, request, cancellationToken)
            : client.SendAsync(request, cancellationToken)).ConfigureAwait(false);
        response.RequestMessage ??= request;
        foreach (var authenticator in authenticators) authenticator.Observe(response);
        var isResponded = response.StatusCode == HttpStatusCode.Unauthorized
            && Array.Exists(authenticators, authenticator => authenticator.TryAnswerChallenge(response));
        var isRejected = await prepared.Responses.IsRejectedAsync(response, request, cancellationToken)
            .ConfigureAwait(false);
        return new(response.StatusCode, isRejected, isResponded);
    }

    private static ConnectorException Unreachable(ConnectorDefinition definition, Uri target, string reason) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"'{definition.Title}' at {target.Authority} could not be reached ({reason}). Nothing was saved.",
            Location = definition.Id.Value,
            IsTransient = true,
        });
}

using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Sends requests to the endpoints of authorization servers, within limits of time and size, and never in clear.</summary>
internal sealed class OAuth2Http(IHttpMessageHandlerFactory handlers, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <summary>The name of the handler pipeline that these requests go through.</summary>
    public const string PipelineName = "Versori.Connectors.Tokens";

    /// <summary>No such answer is larger; one that claims to be is not read.</summary>
    private const int MaximumResponseBytes = 1024 * 1024;

    /// <summary>Sends a request that no connection's certificate goes with.</summary>
    public Task<OAuth2Answer> SendAsync(HttpRequestMessage request, string what, string methodId, CancellationToken cancellationToken) =>
        SendAsync(request, what, methodId, transport: null, cancellationToken);

    /// <param name="request">The request.</param>
    /// <param name="what">The endpoint's name for people, such as <c>token endpoint</c>.</param>
    /// <param name="methodId">The auth method, for errors.</param>
    /// <param name="transport">What presents the connection's certificate, where it has one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The endpoint is plain http, or could not be reached.</exception>
    public async Task<OAuth2Answer> SendAsync(
        HttpRequestMessage request, string what, string methodId, ClientTransport? transport, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        RefusePlainHttp(url, what, methodId);
        if (request.Headers.Accept.Count == 0) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(request, transport, either.Token).ConfigureAwait(false);
            var body = await BoundedContent.ReadAsync(response.Content, MaximumResponseBytes, either.Token).ConfigureAwait(false);
            return new(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, body, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable($"did not answer within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw ConnectionErrors.Untrusted($"the {what} of '{methodId}'", url.Host, methodId);
        }
        catch (HttpRequestException exception)
        {
            throw Unavailable($"could not be reached ({exception.HttpRequestError})");
        }
        catch (IOException)
        {
            throw Unavailable("broke off its answer");
        }

        ConnectorException Unavailable(string how) => new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The {what} of '{methodId}' at {url.Host} {how}.",
            Location = methodId,
            IsTransient = true,
        });
    }

    /// <summary>Sends through the pipeline of these requests, with the connection's certificate where there is one and TLS.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ClientTransport? transport, CancellationToken cancellationToken)
    {
        if (transport is not null && request.RequestUri!.Scheme == Uri.UriSchemeHttps)
        {
            return await transport.SendAsync(PipelineName, request, cancellationToken).ConfigureAwait(false);
        }

        using var client = new HttpMessageInvoker(handlers.CreateHandler(PipelineName), disposeHandler: false);
        return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>RFC 6749 §3.1, §3.2: TLS, except to loopback.</summary>
    public static void RefusePlainHttp(Uri url, string what, string methodId)
    {
        if (Origins.IsSecureEnough(url)) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InsecureTransport,
            Message = $"The {what} of '{methodId}' is plain http to {url.Host}; client secrets and tokens are sent over https only (RFC 6749 §3.2).",
            Location = methodId,
        });
    }
}

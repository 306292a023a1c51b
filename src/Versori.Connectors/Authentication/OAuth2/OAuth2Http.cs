using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Sends requests to authorization servers, with limits on time and size, over https only.</summary>
internal sealed class OAuth2Http(
    IHttpMessageHandlerFactory handlers,
    IOptions<VersoriConnectorsOptions> options,
    EgressPolicy policy,
    TimeProvider time)
{
    /// <summary>The name of the handler pipeline of these requests.</summary>
    public const string PipelineName = "Versori.Connectors.Tokens";

    /// <summary>
    /// The name of the handler pipeline of requests whose URL comes from outside. It has the configuration of
    /// <see cref="PipelineName"/>, and an <see cref="EgressGuard"/>.
    /// </summary>
    public const string ExternalPipelineName = "Versori.Connectors.Discovery";

    /// <summary>The largest response that is read. A response that declares a larger size is not read.</summary>
    private const int MaximumResponseBytes = 1024 * 1024;

    /// <summary>
    /// Sends a request of which only status and headers are read. The body may be an endless stream of events.
    /// </summary>
    public Task<OAuth2Response> SendForHeadersAsync(
        HttpRequestMessage request, string endpoint, string methodId, CancellationToken cancellationToken) =>
        SendAsync(request, endpoint, methodId, transport: null, maximumBytes: 0, cancellationToken);

    /// <summary>Sends a request without a client certificate.</summary>
    public Task<OAuth2Response> SendAsync(
        HttpRequestMessage request, string endpoint, string methodId, CancellationToken cancellationToken) =>
        SendAsync(request, endpoint, methodId, transport: null, cancellationToken);

    /// <param name="request">The request.</param>
    /// <param name="endpoint">The endpoint's name in error messages, such as <c>token endpoint</c>.</param>
    /// <param name="methodId">The auth method, for errors.</param>
    /// <param name="transport">The transport that presents the connection's certificate, if it has one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The endpoint is plain http, or could not be reached.</exception>
    public Task<OAuth2Response> SendAsync(
        HttpRequestMessage request,
        string endpoint,
        string methodId,
        ClientTransport? transport,
        CancellationToken cancellationToken) =>
        SendAsync(request, endpoint, methodId, transport, MaximumResponseBytes, cancellationToken);

    private async Task<OAuth2Response> SendAsync(
        HttpRequestMessage request,
        string endpoint,
        string methodId,
        ClientTransport? transport,
        int maximumBytes,
        CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (IsExternal(request)) policy.Check(url);
        RefusePlainHttp(url, endpoint, methodId);
        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var sentAt = time.GetUtcNow();
        try
        {
            using var response = await SendAsync(request, transport, linked.Token).ConfigureAwait(false);
            var body = maximumBytes == 0
                ? default
                : await BoundedContent.ReadAsync(response.Content, maximumBytes, linked.Token).ConfigureAwait(false);
            var mediaType = response.Content.Headers.ContentType?.MediaType;
            return new(response.StatusCode, response.Headers, mediaType, body, time.GetUtcNow()) { SentAt = sentAt };
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable($"did not respond within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception) when (EgressPolicy.Refusal(exception) is { } refusal)
        {
            throw new ConnectorException(refusal.Error, exception);
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw ConnectionErrors.UntrustedServer($"the {endpoint} of '{methodId}'", url.Host, methodId);
        }
        catch (HttpRequestException exception)
        {
            throw Unavailable($"could not be reached ({exception.HttpRequestError})");
        }
        catch (UnreadableContentException exception)
        {
            throw new ConnectorException(
                new ConnectorError
                {
                    Code = ConnectorErrorCode.InvalidResponse,
                    Message = $"The {endpoint} of '{methodId}' at {url.Host} returned a response that could not be "
                        + "read. Its content does not have the encoding that it declares (Content-Encoding).",
                    Location = "Content-Encoding",
                },
                exception);
        }
        catch (IOException)
        {
            throw Unavailable("sent an incomplete response");
        }

        ConnectorException Unavailable(string failure) => new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The {endpoint} of '{methodId}' at {url.Host} {failure}.",
            Location = methodId,
            IsTransient = true,
        });
    }

    /// <summary>
    /// Sends a request through this pipeline, once: the engine itself decides what is repeated. Over TLS it presents
    /// the connection's certificate and trusts its authorities, if there are any.
    /// </summary>
    /// <exception cref="HttpRequestException">
    /// The server could not be reached, or a handler of the host failed.
    /// </exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, ClientTransport? transport, CancellationToken cancellationToken)
    {
        ConnectionTransport.AddHeaders(request);
        UserAgent.AddTo(request);
        transport ??= ConnectionTransport.Current;
        var single = SingleSend.Mark(request);
        try
        {
            var response = await SendThroughAsync(request, transport, cancellationToken).ConfigureAwait(false);
            return await single.UnwrapAsync(response).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            single.Abandon();
            var isCanceled = exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
            if (isCanceled || exception is HttpRequestException or IOException or ConnectorException) throw;

            // For example, a time limit or a circuit breaker of the host.
            throw new HttpRequestException(
                HttpRequestError.Unknown, $"A handler of the host failed: {exception.GetType().Name}.", exception);
        }
    }

    private Task<HttpResponseMessage> SendThroughAsync(
        HttpRequestMessage request, ClientTransport? transport, CancellationToken cancellationToken)
    {
        var pipeline = IsExternal(request) ? ExternalPipelineName : PipelineName;
        if (transport is not null && request.RequestUri!.Scheme == Uri.UriSchemeHttps)
            return transport.SendAsync(pipeline, request, cancellationToken);
        var client = new HttpMessageInvoker(handlers.CreateHandler(pipeline), disposeHandler: false);
        return client.SendAsync(request, cancellationToken);
    }

    private bool IsExternal(HttpRequestMessage request) =>
        ExternalRequests.IsMarked(request) && !policy.Trusts(request.RequestUri!);

    /// <summary>Requires TLS, except for loopback addresses (RFC 6749 §3.1, §3.2).</summary>
    public static void RefusePlainHttp(Uri url, string endpoint, string methodId)
    {
        if (Origins.IsSecure(url)) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InsecureTransport,
            Message = $"The {endpoint} of '{methodId}' is plain http to {url.Host}; "
                + "client secrets and tokens are sent over https only (RFC 6749 §3.2).",
            Location = methodId,
        });
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

internal sealed class EndpointInvoker(
    Routes routes,
    ConnectorClientFactory clients,
    EndpointFinder endpoints,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time) : IEndpointInvoker
{
    public Task<InvocationResult> InvokeAsync(
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default) =>
        InvokeAsync(RouteKey.Of(template, owner), endpointId, arguments, cancellationToken);

    public Task<InvocationResult> InvokeAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        CancellationToken cancellationToken = default) =>
        InvokeAsync(RouteKey.Of(connection), endpointId, arguments, cancellationToken);

    private async Task<InvocationResult> InvokeAsync(
        RouteKey key, string endpointId, EndpointArguments? arguments, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
        var (endpoint, requests) = endpoints.Find(route, endpointId);
        using var activity = EngineTelemetry.StartInvocation(route.Connector.Id, endpointId);
        using var request = requests.Create(arguments);
        var address = ConnectionAddresses.Of(endpoint, route);
        request.RequestUri = new Uri(address.AbsoluteUri + request.RequestUri!.OriginalString);
        using var sender = new HttpMessageInvoker(
            clients.CreateHandler(key, route.AlternativesOf(endpoint)), disposeHandler: false);
        return await SendAsync(sender, route, request, activity, cancellationToken).ConfigureAwait(false);
    }

    private async Task<InvocationResult> SendAsync(
        HttpMessageInvoker sender,
        Route route,
        HttpRequestMessage request,
        Activity? activity,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var response = await sender.SendAsync(request, linked.Token).ConfigureAwait(false);
            var body = await BoundedContent
                .ReadAsync(response.Content, options.Value.MaximumResponseBytes, linked.Token).ConfigureAwait(false);
            if (body.IsTruncated) throw TooLarge(route);
            var duration = time.GetElapsedTime(started);
            activity?.SetTag("http.response.status_code", (int)response.StatusCode);
            var redactor = await CreateRedactorAsync(route, linked.Token).ConfigureAwait(false);
            return new InvocationResult(
                (int)response.StatusCode,
                redactor.RedactHeaders(response.Headers, response.Content.Headers),
                body.Bytes,
                duration,
                await redactor.RedactAsync(request, linked.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Unreachable(route, request, $"it did not respond within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(route, request, exception.HttpRequestError.ToString());
        }
        catch (IOException)
        {
            throw Unreachable(route, request, "the response ended early");
        }
    }

    // Use the state of the connection after the call, because the token may have been refreshed during the call.
    private static async ValueTask<RequestRedactor> CreateRedactorAsync(
        Route route, CancellationToken cancellationToken)
    {
        var prepared = await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var names = prepared.Authenticators.SelectMany(authenticator => authenticator.PlacedNames).ToArray();
        return new RequestRedactor(prepared.SecretValues, headers: names, fields: names);
    }

    private ConnectorException TooLarge(Route route) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidResponse,
        $"The response of '{route.Definition.Title}' is larger than {options.Value.MaximumResponseBytes} bytes. "
        + $"Raise {nameof(VersoriConnectorsOptions.MaximumResponseBytes)}, or use a client and read the response "
        + "as a stream.",
        route.Connector.Id.Value);

    private static ConnectorException Unreachable(Route route, HttpRequestMessage request, string why) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"'{route.Definition.Title}' at {request.RequestUri!.Host} could not be reached ({why}).",
            Location = route.Connector.Id.Value,
            IsTransient = true,
        });
}

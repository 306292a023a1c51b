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
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(template);
        return InvokeAsync(RouteKey.Of(template, owner), endpointId, arguments, cancellationToken);
    }

    public Task<InvocationResult> InvokeAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(connection);
        return InvokeAsync(RouteKey.Of(connection), endpointId, arguments, cancellationToken);
    }

    private async Task<InvocationResult> InvokeAsync(
        RouteKey key, string endpointId, EndpointArguments? arguments, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        routes.Lifetime.ThrowIfStopped();
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartInvocation(key, endpointId),
            activity => InvokeAsync(key, endpointId, arguments, activity, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<InvocationResult> InvokeAsync(
        RouteKey key,
        string endpointId,
        EndpointArguments? arguments,
        Activity? activity,
        CancellationToken cancellationToken)
    {
        Route route;
        try
        {
            route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Error.Code == ConnectorErrorCode.NoConnection)
        {
            var anonymous = await routes.Anonymous.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (anonymous is null) throw;
            var (known, factory) = endpoints.Find(anonymous.Connector, anonymous.Template, endpointId);
            if (!anonymous.Allows(known)) throw;
            return await InvokeAsync(anonymous, known, factory, arguments, activity, cancellationToken)
                .ConfigureAwait(false);
        }

        activity.SetRoute(route);
        var (endpoint, requests) = endpoints.Find(route.Connector, route.Template, endpointId);
        activity.SetEndpoint(endpoint);
        using var request = requests.Create(arguments);
        var address = ConnectionAddresses.Of(endpoint, route);
        request.RequestUri = new Uri(address.AbsoluteUri + request.RequestUri!.OriginalString);
        activity.SetServer(request.RequestUri);
        using var sender = new HttpMessageInvoker(
            clients.CreateInvocationHandler(key, route.AlternativesOf(endpoint)), disposeHandler: false);
        return await SendAsync(sender, route.Definition, route, request, activity, cancellationToken)
            .ConfigureAwait(false);
    }

    // An endpoint whose credential is optional, of a template that has no connection at all.
    private async Task<InvocationResult> InvokeAsync(
        AnonymousRoute route,
        ConnectorEndpoint endpoint,
        EndpointRequestFactory requests,
        EndpointArguments? arguments,
        Activity? activity,
        CancellationToken cancellationToken)
    {
        activity.SetEndpoint(endpoint);
        using var request = requests.Create(arguments);
        var address = endpoint.BaseUrl is { } own ? BaseAddresses.Evaluate(own, route.Snapshot) : route.BaseAddress;
        request.RequestUri = new Uri(address.AbsoluteUri + request.RequestUri!.OriginalString);
        route.ApplyHeaders(request);
        using var sender = new HttpMessageInvoker(clients.CreateTransport(), disposeHandler: false);
        return await SendAsync(sender, route.Definition, null, request, activity, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<InvocationResult> SendAsync(
        HttpMessageInvoker sender,
        ConnectorDefinition definition,
        Route? route,
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
            if (body.IsTruncated) throw TooLarge(definition);
            var duration = time.GetElapsedTime(started);
            activity.SetResponse((int)response.StatusCode);
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
            throw Unreachable(definition, request, $"it did not respond within {options.Value.RequestTimeout}");
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(definition, request, exception.HttpRequestError.ToString());
        }
        catch (UnreadableContentException exception)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidResponse,
                $"The response of '{definition.Title}' could not be read. {exception.Message}",
                "Content-Encoding");
        }
        catch (IOException)
        {
            throw Unreachable(definition, request, "the response ended early");
        }
    }

    // Use the state of the connection after the call, because the token may have been refreshed during the call.
    private static async ValueTask<RequestRedactor> CreateRedactorAsync(
        Route? route, CancellationToken cancellationToken)
    {
        if (route is null) return new RequestRedactor([]);
        var prepared = await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var names = prepared.Authenticators.SelectMany(authenticator => authenticator.PlacedNames).ToArray();
        return new RequestRedactor(prepared.SecretValues, headers: names, fields: names);
    }

    private ConnectorException TooLarge(ConnectorDefinition definition) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidResponse,
        $"The response of '{definition.Title}' is larger than {options.Value.MaximumResponseBytes} bytes. "
        + $"Raise {nameof(VersoriConnectorsOptions.MaximumResponseBytes)}, or use a client and read the response "
        + "as a stream.",
        definition.Id.Value);

    private static ConnectorException Unreachable(
        ConnectorDefinition definition, HttpRequestMessage request, string why) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"'{definition.Title}' at {request.RequestUri!.Host} could not be reached ({why}).",
            Location = definition.Id.Value,
            IsTransient = true,
        });
}

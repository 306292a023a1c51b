using System.Runtime.CompilerServices;
using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

internal sealed class EndpointLister(
    Routes routes, EndpointFinder endpoints, EndpointInvoker invoker) : IEndpointLister
{
    public IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(template);
        return ListPagesAsync(RouteKey.Of(template, owner), endpointId, arguments, options, cancellationToken);
    }

    public IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(connection);
        return ListPagesAsync(RouteKey.Of(connection), endpointId, arguments, options, cancellationToken);
    }

    private IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        RouteKey key,
        string endpointId,
        EndpointArguments? arguments,
        ListOptions? options,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        return ReadAsync(key, endpointId, arguments, options ?? new(), cancellationToken);
    }

    private async IAsyncEnumerable<ListPage<JsonElement>> ReadAsync(
        RouteKey key,
        string endpointId,
        EndpointArguments? arguments,
        ListOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        routes.Lifetime.ThrowIfStopped();
        var target = await FindAsync(key, endpointId, cancellationToken).ConfigureAwait(false);
        var paging = options.Paging ?? target.Endpoint.Paging ?? throw PagingErrors.NotPaged(endpointId);
        var reader = new PageReader(
            target,
            options,
            PagingRule.Of(paging, endpointId),
            (all, token) => invoker.InvokeAsync(key, endpointId, all, options.Call, token));
        var pages = reader.ReadAsync(arguments, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false)) yield return page;
    }

    private async Task<PageTarget> FindAsync(RouteKey key, string endpointId, CancellationToken cancellationToken)
    {
        try
        {
            var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
            var (endpoint, _) = endpoints.Find(route.Connector, route.Template, endpointId);
            var prepared = await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
            return new(
                key, endpoint, prepared.Origins, prepared.PlacedNames, RequestRedactor.Of(prepared));
        }
        catch (ConnectorException exception) when (exception.Error.Code == ConnectorErrorCode.NoConnection)
        {
            var anonymous = await routes.Anonymous.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (anonymous is null) throw;
            var (endpoint, _) = endpoints.Find(anonymous.Connector, anonymous.Template, endpointId);
            if (!anonymous.Allows(endpoint)) throw;
            var address = endpoint.BaseUrl is { } own
                ? BaseAddresses.Evaluate(own, anonymous.Snapshot)
                : anonymous.BaseAddress;
            return new(key, endpoint, [Origins.Of(address)], [], new RequestRedactor([]));
        }
    }
}

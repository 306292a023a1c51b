using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

internal sealed class EndpointTester(
    Routes routes, EndpointFinder endpoints, MissingScopes scopes, IEndpointInvoker invoker, TimeProvider time)
    : IEndpointTester
{
    public async Task<EndpointTestResult> TestAsync(
        TemplateId template,
        string endpointId,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        var run = await StartAsync(new(template, owner, null), options, cancellationToken).ConfigureAwait(false);
        return await run.TestAsync(run.Find(endpointId)).ConfigureAwait(false);
    }

    public async Task<EndpointTestResult> TestAsync(
        ConnectionId connection,
        string endpointId,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var run = await StartAsync(new(null, default, connection), options, cancellationToken).ConfigureAwait(false);
        return await run.TestAsync(run.Find(endpointId)).ConfigureAwait(false);
    }

    public async Task<EndpointTestReport> TestAllAsync(
        TemplateId template,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        var startedAt = time.GetUtcNow();
        var run = await StartAsync(new(template, owner, null), options, cancellationToken).ConfigureAwait(false);
        return await run.TestAllAsync(startedAt).ConfigureAwait(false);
    }

    public async Task<EndpointTestReport> TestAllAsync(
        ConnectionId connection,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var startedAt = time.GetUtcNow();
        var run = await StartAsync(new(null, default, connection), options, cancellationToken).ConfigureAwait(false);
        return await run.TestAllAsync(startedAt).ConfigureAwait(false);
    }

    private async Task<TestRun> StartAsync(
        TestScope scope, EndpointTestOptions? options, CancellationToken cancellationToken)
    {
        routes.Lifetime.ThrowIfStopped();
        var target = await FindAsync(scope, cancellationToken).ConfigureAwait(false);
        return new(target, invoker, options ?? new(), cancellationToken);
    }

    private async Task<TestTarget> FindAsync(TestScope scope, CancellationToken cancellationToken)
    {
        var key = scope.Connection is { } connection
            ? RouteKey.Of(connection)
            : RouteKey.Of(scope.Template!.Value, scope.Owner);
        try
        {
            var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
            return new(scope, route.Connector, route.Template, route, endpoints)
            {
                Connection = await scopes.ReadAsync(route.Connection, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (ConnectorException exception) when (exception.Error.Code == ConnectorErrorCode.NoConnection)
        {
            // Endpoints whose credential is optional can be called without a connection.
            var anonymous = await routes.Anonymous.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (anonymous is null || !anonymous.Definition.Endpoints.Any(anonymous.Allows)) throw;
            return new(scope, anonymous.Connector, anonymous.Template, null, endpoints);
        }
    }
}

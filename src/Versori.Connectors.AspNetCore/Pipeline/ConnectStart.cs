using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>Stops the start of a host whose Connect page would be open to everyone.</summary>
internal sealed class ConnectStart(StartRules rules, EndpointDataSource endpoints) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var routes = endpoints.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ConnectRoute>() is not null)
            .ToArray();
        if (routes.Length == 0) return Task.CompletedTask;
        var problem = rules.FindHostProblem() ?? routes.Where(endpoint => IsForVisitors(endpoint.Metadata))
            .Select(rules.FindProblem).FirstOrDefault(found => found is not null);
        return problem is null
            ? Task.CompletedTask
            : throw new InvalidOperationException($"The Connect page cannot be served. {problem}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsForVisitors(Microsoft.AspNetCore.Http.EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<ConnectRoute>()!.Kind is ConnectRouteKind.Page or ConnectRouteKind.Api;
}

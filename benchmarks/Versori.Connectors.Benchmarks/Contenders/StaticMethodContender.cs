using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>The engine with one connection of a method without token requests.</summary>
internal sealed class StaticMethodContender : IContender
{
    private readonly ServiceProvider _services;
    private readonly HttpMessageInvoker _connection;

    public StaticMethodContender(Arena arena, StaticMethod method)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(static options => options.CacheDuration = TimeSpan.FromMinutes(30));
        services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => arena.Wire).PrimaryHandlerFollowsNoRedirects();
        _services = services.BuildServiceProvider();
        _connection = ConnectAsync(arena, method).GetAwaiter().GetResult();
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connection.SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<HttpMessageInvoker> ConnectAsync(Arena arena, StaticMethod method)
    {
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        var id = ConnectorId.Parse("api");
        await catalog.SaveDraftAsync(
            new() { Id = id, Title = "API", BaseUrl = Arena.BaseAddress.AbsoluteUri, AuthMethods = [method.Method] });
        await catalog.PublishAsync(id);
        var connection = await _services.GetRequiredService<IConnections>()
            .ConnectAsync(new() { ConnectorId = id, Name = "account", Credential = method.Credential });
        var invoker = arena.Through(
            _services.GetRequiredService<ConnectorClientFactory>()
                .CreateInvocationHandler(RouteKey.Of(connection.Id), alternatives: null));
        using var warm = await invoker.SendAsync(Arena.NewRequest(), CancellationToken.None);
        return invoker;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>A host that only uses the catalog.</summary>
public sealed class CatalogHost : IAsyncDisposable
{
    public static readonly ConnectorId Shop = ConnectorId.Parse("shop");

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.Parse("2026-03-01T12:00:00Z")))
        .AddVersoriConnectors().Services
        .BuildServiceProvider(validateScopes: true);

    public IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    public IConnections Connections => _services.GetRequiredService<IConnections>();

    public static ConnectorDefinition Definition(string id = "shop", params string[] endpoints) => new()
    {
        Id = ConnectorId.Parse(id),
        Title = "Shop",
        BaseUrl = "https://shop.example.com",
        AuthMethods = [new BearerAuth()],
        Endpoints =
        [
            .. (endpoints.Length > 0 ? endpoints : ["orders"])
                .Select(name => new ConnectorEndpoint { Id = name, Method = "GET", Path = $"/{name}" }),
        ],
    };

    public static IntegrationPlan Plan(params ConnectorDefinition[] definitions) =>
        new()
        {
            Connectors =
            [
                .. definitions.Select(
                    definition => new PlannedConnector { TemplateName = definition.Id.Value, Definition = definition }),
            ],
        };

    public async Task<Connector> PublishAsync(ConnectorDefinition definition)
    {
        await Catalog.SaveDraftAsync(definition);
        return await Catalog.PublishAsync(definition.Id);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

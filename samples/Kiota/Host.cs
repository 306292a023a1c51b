using System.Reflection;
using Versori.Connectors;
using Versori.Connectors.Generation;

namespace Kiota;

/// <summary>What a host does before it uses a typed client: plan, apply, export, connect.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().AddGeneration().Services.BuildServiceProvider();

    /// <summary>Plans from the document and applies the plan.</summary>
    /// <param name="baseUrl">The address of the external system, if it is not the document's.</param>
    public async Task<ConnectionTemplate> ApplyAsync(string? baseUrl = null)
    {
        var source = ConnectorSource.OpenApi(Assembly.GetExecutingAssembly().GetManifestResourceStream("orders.json")!);
        if (baseUrl is not null) source = source.WithBaseUrl(baseUrl);
        var plan = await _services.GetRequiredService<IConnectorGenerator>()
            .PlanAsync("List orders and create one", [source]);
        var templates = await Catalog.ApplyAsync(plan, integration: "order-sync");
        return templates["orders"];
    }

    /// <summary>Exports the endpoints of the template, and nothing else of the document.</summary>
    public async Task<string> ExportAsync(ConnectionTemplate template) =>
        (await Catalog.ExportOpenApiAsync(template.Id)).ToJson();

    /// <summary>Makes the connection once, and returns a client of it.</summary>
    public async Task<HttpClient> ConnectAsync(ConnectionTemplate template)
    {
        await _services.GetRequiredService<IConnections>()
            .ConnectAsync(template.ConnectorId, "acme", Credential.Bearer(OrdersServer.Token));
        return await _services.GetRequiredService<IConnectorClientFactory>().CreateClientAsync(template.Id);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();
}

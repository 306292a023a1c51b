using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors;
using Versori.Connectors.Generation;

namespace NativeAot;

/// <summary>Plans from a document, connects with an API key and calls, and says what failed.</summary>
internal static class Journey
{
    public static async Task<bool> RunAsync(Definitions definitions)
    {
        var isGood = true;
        foreach (var (name, hash) in definitions.Hashes) Console.WriteLine($"{hash} {name}");
        Check($"{definitions.Count} definitions read", definitions.Count > 200);
        var unequal = string.Join(", ", definitions.Unequal);
        Check($"{definitions.Unequal.Count} differ when they are read again: {unequal}", unequal.Length == 0);

        using var api = LoopbackApi.Start();
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();

        var source = ConnectorSource.OpenApi(Definitions.Text("orders.json")).WithBaseUrl(api.BaseUrl);
        var plan = await provider.GetRequiredService<IConnectorGenerator>().PlanAsync("Get one order", [source]);
        Check($"planned: {string.Join(", ", plan.Connectors[0].Endpoints)}",
            plan.Connectors[0].Endpoints is ["getOrder"]);

        var templates = await provider.GetRequiredService<IConnectorCatalog>().ApplyAsync(plan, "aot");
        var template = templates[plan.Connectors[0].TemplateName];
        var connection = await provider.GetRequiredService<IConnections>()
            .ConnectAsync(template.ConnectorId, "account", Credential.ApiKey(LoopbackApi.Key));
        Check($"connected: {connection.Status}", connection.Status == ConnectionStatus.Active);

        using var client = provider.GetRequiredService<IConnectorClientFactory>().CreateClient(template);
        using var response = await client.GetAsync(new Uri("orders/1", UriKind.Relative));
        Check($"client: {(int)response.StatusCode}", response.IsSuccessStatusCode);

        var arguments = new EndpointArguments { ["orderId"] = 7 };
        var result = await provider.GetRequiredService<IEndpointInvoker>()
            .InvokeAsync(template.Id, "getOrder", arguments);
        var isCalled = result.Text.Contains("/orders/7", StringComparison.Ordinal);
        Check($"endpoint: {result.StatusCode} {result.Text}", isCalled);
        return isGood;

        void Check(string what, bool isTrue)
        {
            isGood &= isTrue;
            Console.WriteLine($"{(isTrue ? "ok    " : "FAILED")} {what}");
        }
    }
}

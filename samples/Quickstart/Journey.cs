using System.Net;
using Quickstart.Server;
using Versori.Connectors;
using Versori.Connectors.Generation;

namespace Quickstart;

/// <summary>Generate a connector, connect once, use it everywhere: the whole idea against a real, protected API.</summary>
internal static class Journey
{
    private const int Integrations = 100;
    private const string ConnectionName = "warehouse account";
    private const string Need = "List the orders of the warehouse and look up a single order";

    public static async Task<int> RunAsync(KeptData kept)
    {
        await using var warehouse = await WarehouseServer.StartAsync(kept.Books);
        await using var host = Host(kept);
        var generator = host.GetRequiredService<IConnectorGenerator>();
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var connections = host.GetRequiredService<IConnections>();
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        var invoker = host.GetRequiredService<IEndpointInvoker>();
        var report = new Report();

        report.Step("Generate", $"from {warehouse.OpenApiDocument} and \"{Need}\"");
        var plan = await generator.PlanAsync(Need, [ConnectorSource.OpenApi(warehouse.OpenApiDocument)]);
        var definition = plan.Connectors[0].Definition;
        report.Line($"connector '{definition.Id}' at {definition.BaseUrl}");
        report.Line($"auth: {string.Join(", ", definition.AuthMethods.Select(method => $"{method.Id} ({method.GetType().Name})"))}");
        foreach (var endpoint in definition.Endpoints.Where(endpoint => plan.Connectors[0].Endpoints.Contains(endpoint.Id))) report.Line($"endpoint {endpoint.Id}: {endpoint.Method} {endpoint.Path}");
        report.Check($"{plan.Connectors[0].Endpoints.Count} endpoints, one for each thing that was asked for", plan.Connectors[0].Endpoints.Order(StringComparer.Ordinal).SequenceEqual(["getOrder", "listOrders"]));

        report.Step("Use", $"in {Integrations} integrations that start at once");
        var applied = await Task.WhenAll(Enumerable.Range(1, Integrations).Select(number => catalog.ApplyAsync(plan, $"integration-{number}")));
        var templates = applied.Select(linked => linked[plan.Connectors[0].TemplateName]).ToList();
        var connectors = await catalog.ListAsync().CountAsync();
        report.Check($"{connectors} central connector, {templates.Count} templates", connectors == 1 && templates.Count == Integrations);

        report.Step("Connect", "once");
        var connection = await connections.ListAsync(new() { ConnectorId = definition.Id, Owner = Owner.Host, Name = ConnectionName }).FirstOrDefaultAsync();
        if (connection is not null)
        {
            report.Check($"connection '{connection.Name}' of {connection.CreatedAt:u} found again: no credentials asked for", connection.Status == ConnectionStatus.Active);
        }
        else
        {
            connection = await connections.ConnectAsync(
                definition.Id, ConnectionName, Credential.ClientCredentials(warehouse.ClientId, warehouse.IssueClientSecret()));
            report.Check($"connection '{connection.Name}': credentials {connection.Check!.Outcome}", connection.Check.Outcome == ConnectionCheckOutcome.Accepted);
        }

        report.Line($"kept, with its secrets encrypted, in {kept.Database}");

        report.Step("Call", "from all integrations at the same time");
        var statuses = await CallAllAsync();
        report.Check($"{statuses.Count(status => status == HttpStatusCode.OK)} of {Integrations} calls answered 200", statuses.All(status => status == HttpStatusCode.OK));
        report.Check($"the token endpoint was asked {Times(warehouse.TokenRequests)}", warehouse.TokenRequests == 1);

        report.Step("Edit", "the connector's auth settings, then end every token that was issued");
        await catalog.EditAsync(definition.Id, current => current with
        {
            AuthMethods = [.. current.AuthMethods.Select(method => method is OAuth2Auth oauth2 ? oauth2 with { TokenUrl = "https://moved.example/token" } : method)],
        });
        warehouse.RevokeIssuedTokens();
        statuses = await CallAllAsync();
        report.Check($"{statuses.Count(status => status == HttpStatusCode.OK)} of {Integrations} calls answered 200: the connection keeps its own snapshot", statuses.All(status => status == HttpStatusCode.OK));
        report.Check($"the token endpoint was asked {Times(warehouse.TokenRequests)} in all", warehouse.TokenRequests == 2);

        report.Step("Test", "an endpoint");
        var result = await invoker.InvokeAsync(templates[0], definition.Endpoints.First(endpoint => endpoint.Method == "GET" && !endpoint.Path.Contains('{', StringComparison.Ordinal)).Id);
        report.Line($"{result.Request}");
        report.Line($"Authorization: {result.Request.Headers["Authorization"][0]}");
        report.Check($"{result.StatusCode}, {result.Body.Length} bytes in {result.Duration.TotalMilliseconds:0} ms: {Beginning(result.Text)}", result.IsSuccess);

        return report.End();

        async Task<HttpStatusCode[]> CallAllAsync() => await Task.WhenAll(templates.Select(async template =>
        {
            using var client = clients.CreateClient(template);
            using var answer = await client.GetAsync("orders");
            return answer.StatusCode;
        }));
    }

    private static ServiceProvider Host(KeptData kept)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().UseSqlite(kept.Database).AddGeneration();
        return services.BuildServiceProvider();
    }

    private static string Times(int count) => count == 1 ? "exactly once" : $"{count} times";

    private static string Beginning(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}

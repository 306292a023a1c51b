using System.Net;
using Quickstart.Server;
using Versori.Connectors;
using Versori.Connectors.Generation;

namespace Quickstart;

/// <summary>Generates a connector, connects once, and uses it everywhere, against a real, protected API.</summary>
internal static class Journey
{
    private const int Integrations = 100;
    private const string ConnectionName = "warehouse account";
    private const string Need = "List the orders of the warehouse and look up a single order";

    public static async Task<int> RunAsync(SampleData data)
    {
        await using var warehouse = await WarehouseServer.StartAsync(data.WarehouseState);
        await using var host = Host(data, warehouse.BaseAddress);
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
        var methods = definition.AuthMethods.Select(method => $"{method.Id} ({method.GetType().Name})");
        report.Line($"auth: {string.Join(", ", methods)}");
        var planned = plan.Connectors[0].Endpoints;
        foreach (var endpoint in definition.Endpoints.Where(endpoint => planned.Contains(endpoint.Id)))
        {
            report.Line($"endpoint {endpoint.Id}: {endpoint.Method} {endpoint.Path}");
        }

        report.Check(
            $"{planned.Count} endpoints, one for each part of the requirement",
            planned.Order(StringComparer.Ordinal).SequenceEqual(["getOrder", "listOrders"]));

        report.Step("Use", $"in {Integrations} integrations that start at the same time");
        var applied = await Task.WhenAll(
            Enumerable.Range(1, Integrations).Select(number => catalog.ApplyAsync(plan, $"integration-{number}")));
        var templates = applied.Select(linked => linked[plan.Connectors[0].TemplateName]).ToList();
        var connectors = await catalog.ListAsync().CountAsync();
        report.Check(
            $"{connectors} central connector, {templates.Count} templates",
            connectors == 1 && templates.Count == Integrations);

        report.Step("Connect", "once");
        var filter = new ConnectionFilter { ConnectorId = definition.Id, Owner = Owner.Host, Name = ConnectionName };
        var connection = await connections.ListAsync(filter).FirstOrDefaultAsync();
        if (connection is not null)
        {
            report.Check(
                $"connection '{connection.Name}' of {connection.CreatedAt:u} found again: no credentials asked for",
                connection.Status == ConnectionStatus.Active);
        }
        else
        {
            connection = await connections.ConnectAsync(
                definition.Id,
                ConnectionName,
                Credential.OAuth2ClientCredentials(warehouse.ClientId, warehouse.IssueClientSecret()));
            report.Check(
                $"connection '{connection.Name}': credentials {connection.Check!.Outcome}",
                connection.Check.Outcome == ConnectionCheckOutcome.Accepted);
        }

        report.Line($"saved, with encrypted secrets, in {data.Database}");

        report.Step("Call", "from all integrations at the same time");
        var statuses = await CallAllAsync();
        report.Check($"{Successes()} of {Integrations} calls returned 200", Successes() == Integrations);
        report.Check($"the token endpoint received {Requests(warehouse.TokenRequests)}", warehouse.TokenRequests == 1);

        report.Step("Edit", "the connector's auth settings, then revoke every issued token");
        await catalog.EditAsync(definition.Id, current => current with
        {
            AuthMethods = [.. current.AuthMethods.Select(Moved)],
        });
        warehouse.RevokeIssuedTokens();
        statuses = await CallAllAsync();
        report.Check(
            $"{Successes()} of {Integrations} calls returned 200: the connection keeps its own snapshot",
            Successes() == Integrations);
        report.Check(
            $"the token endpoint received {Requests(warehouse.TokenRequests)} in total", warehouse.TokenRequests == 2);

        report.Step("Test", "an endpoint");
        var list = definition.Endpoints.First(
            endpoint => endpoint.Method == "GET" && !endpoint.Path.Contains('{', StringComparison.Ordinal));
        var result = await invoker.InvokeAsync(templates[0], list.Id);
        report.Line($"{result.Request}");
        report.Line($"Authorization: {result.Request.Headers["Authorization"][0]}");
        var milliseconds = result.Duration.TotalMilliseconds;
        report.Check(
            $"{result.StatusCode}, {result.Body.Length} bytes in {milliseconds:0} ms: {Beginning(result.Text)}",
            result.IsSuccess);

        return report.End();

        int Successes() => statuses.Count(status => status == HttpStatusCode.OK);

        async Task<HttpStatusCode[]> CallAllAsync() => await Task.WhenAll(templates.Select(async template =>
        {
            using var client = clients.CreateClient(template);
            using var response = await client.GetAsync("orders");
            return response.StatusCode;
        }));
    }

    // The warehouse is on loopback. Documents from elsewhere may only come from public addresses over https.
    private static ServiceProvider Host(SampleData data, Uri warehouse)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(data.Database)
            .ConfigureExternalUrls(urls => urls.Trust(warehouse.GetLeftPart(UriPartial.Authority)));
        return services.BuildServiceProvider();
    }

    private static AuthMethod Moved(AuthMethod method) =>
        method is OAuth2Auth oauth2 ? oauth2 with { TokenUrl = "https://moved.example/token" } : method;

    private static string Requests(int count) => count == 1 ? "exactly one request" : $"{count} requests";

    private static string Beginning(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}

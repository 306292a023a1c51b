using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors;

var services = new ServiceCollection();
services.AddVersoriConnectors("connectors.db");
await using var provider = services.BuildServiceProvider();
var catalog = provider.GetRequiredService<IConnectorCatalog>();
var connections = provider.GetRequiredService<IConnections>();

// The connector is created once. Later changes of connector.json are published as new versions.
var path = Path.Combine(AppContext.BaseDirectory, "connector.json");
var definition = ConnectorDefinition.Parse(await File.ReadAllTextAsync(path));
var connector = await catalog.FindAsync(definition.Id);
if (connector?.Definition is not { } published || !DefinitionDiff.Between(published, definition).IsEmpty)
{
    await catalog.SaveDraftAsync(definition);
    await catalog.PublishAsync(definition.Id);
}

// Connected once: the next run finds the connection again.
var connection = await connections.ConnectAsync(new ConnectRequest
{
    ConnectorId = definition.Id,
    Name = "main",
    Credential = Credential.For("bearer", new Dictionary<string, string> { ["token"] = Variable("EXAMPLE_TOKEN") }),
    CheckCredential = false,
    WhenNameTaken = NameTakenBehavior.Keep,
});

// Base address and authentication are applied to every request of this client.
using var client = provider.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id);
Console.WriteLine($"{connection.Name} of {definition.Title}: {connection.Status}, {client.BaseAddress}");

// Calls the endpoints that only read, and compares the responses with the definition.
if (definition.Endpoints.Count > 0)
{
    var tester = provider.GetRequiredService<IEndpointTester>();
    Console.WriteLine((await tester.TestAllAsync(connection.Id)).ToTable());
}

static string Variable(string name) => Environment.GetEnvironmentVariable(name)
    ?? throw new InvalidOperationException($"Set the environment variable {name}.");

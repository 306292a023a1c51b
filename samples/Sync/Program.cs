using SyncSample;
using Versori.Connectors;

// The external system keeps running; the host runs until the list is complete, and stops after every six pages.
await using var shop = await Shop.StartAsync();
var folder = Directory.CreateTempSubdirectory("sync").FullName;
var table = Path.Combine(folder, "orders.json");
for (var run = 1; run <= 10 && !new OrderTable(table).IsComplete; run++)
{
    Console.WriteLine($"Run {run}");
    using var host = Build();
    await host.RunAsync();
}

var copied = new OrderTable(table);
Console.WriteLine($"{copied.Count} orders, {shop.Requests} requests, {shop.Refused} refused with 429 and sent again.");
Directory.Delete(folder, recursive: true);
return copied is { IsComplete: true, Count: Shop.Orders } ? 0 : 1;

IHost Build()
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    var definition = ConnectorDefinition.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "shop.json")));
    builder.Services.AddVersoriConnectors($"Data Source={Path.Combine(folder, "connectors.db")};Pooling=False")
        .AddConnector(definition with { BaseUrl = shop.Address })
        .AddTemplate("order-sync", "shop", "listOrders");
    builder.Services.AddSingleton(new OrderTable(table)).AddSingleton(new SyncSettings(PagesPerRun: 6));
    builder.Services.AddHostedService<OrderSync>();
    return builder.Build();
}

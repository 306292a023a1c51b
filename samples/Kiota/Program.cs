using Kiota;
using Kiota.Orders;
using Kiota.Orders.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

const string Exported = "openapi.json";

// With --export PATH, only writes the document that the client is generated from.
if (args is ["--export", var path])
{
    await using var exporting = new Kiota.Host();
    await File.WriteAllTextAsync(path, await exporting.ExportAsync(await exporting.ApplyAsync()) + "\n");
    Console.WriteLine($"Wrote {path}.");
    return 0;
}

await using var server = await OrdersServer.StartAsync();
await using var host = new Kiota.Host();
var template = await host.ApplyAsync(server.Address);
Console.WriteLine($"The template has {template.Endpoints.Count} of 3 endpoints; {Exported} is its export.");

// The connection authenticates, so that the client does not.
using var client = await host.ConnectAsync(template);
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: client)
{
    BaseUrl = client.BaseAddress!.AbsoluteUri.TrimEnd('/'),
};
var orders = new OrdersClient(adapter);

var order = new Order { Customer = "Grace", Lines = [new() { Product = "ink", Count = 3 }] };
var created = await orders.Orders.PostAsync(order);
Console.WriteLine($"Created order {created!.Id}.");
List<Order> found = await orders.Orders.GetAsync(request => request.QueryParameters.Customer = "Grace") ?? [];
Console.WriteLine($"Grace has {found.Count} order: {found[0].Lines![0].Count} × {found[0].Lines![0].Product}.");
return found is [{ Id: 2 }] ? 0 : 1;

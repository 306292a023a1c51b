using Versori.Connectors;

namespace SyncSample;

/// <summary>
/// Copies the orders of the shop, one page at a time, and saves the position after each. Nothing here waits for limits
/// or repeats requests: the connection does.
/// </summary>
internal sealed class OrderSync(
    IConnections connections,
    IEndpointLister lister,
    OrderTable table,
    SyncSettings settings,
    IHostApplicationLifetime host)
    : BackgroundService
{
    private static readonly ConnectorId Shop = ConnectorId.Parse("shop");
    private static readonly TemplateId Template = new("order-sync", "shop");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The second run finds the connection, and sends nothing for it.
        await connections.ConnectAsync(
            new()
            {
                ConnectorId = Shop,
                Name = "acme",
                Credential = Credential.ApiKey(SyncSample.Shop.Key),
                WhenNameTaken = NameTakenBehavior.Keep,
                CheckCredential = false,
            },
            stoppingToken);

        var pages = 0;
        var options = new ListOptions { PageSize = 20, Position = table.Position };
        var list = lister.ListPagesAsync(Template, "listOrders", options: options, cancellationToken: stoppingToken);
        await foreach (var page in list.ReadAsAsync(ShopJson.Default.Order, stoppingToken))
        {
            await table.SaveAsync(page.Items, page.NextPosition, stoppingToken);
            Console.WriteLine($"  orders {page.Items[0].Id} to {page.Items[^1].Id}");
            if (++pages == settings.PagesPerRun) break;
        }

        host.StopApplication();
    }
}

using Versori.Connectors;

namespace Saas;

/// <summary>The integration: it mails everyone who connected both systems a digest of their tickets.</summary>
internal sealed class TicketDigest(IServiceProvider services, IConnections connections, TimeProvider time)
    : BackgroundService
{
    public const string Integration = "digest";

    /// <summary>The tickets of one person; null if the tracker is not connected.</summary>
    public static async Task<string?> ReadAsync(
        IServiceProvider services, Owner owner, CancellationToken cancellationToken)
    {
        try
        {
            var result = await services.GetRequiredService<IEndpointInvoker>().InvokeAsync(
                new TemplateId(Integration, "tracker"), "tickets", owner: owner, cancellationToken: cancellationToken);
            return result.EnsureSuccess().Text;
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NoConnection)
        {
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await foreach (var connection in connections.ListAsync(
                new() { ConnectorId = ConnectorId.Parse("tracker") }, stoppingToken))
            {
                await RunAsync(connection.Owner, stoppingToken);
            }
        }
    }

    private async Task RunAsync(Owner owner, CancellationToken cancellationToken)
    {
        if (owner.IsHost) return;
        try
        {
            var tickets = await ReadAsync(services, owner, cancellationToken);
            var sent = await services.GetRequiredService<IEndpointInvoker>().InvokeAsync(
                new TemplateId(Integration, "mailer"), "send", owner: owner, cancellationToken: cancellationToken);
            Console.WriteLine($"digest for {owner}: {tickets} -> {sent.EnsureSuccess().Text}");
        }
        catch (ConnectorException exception)
        {
            // One person's missing connection must not stop the others.
            Console.WriteLine($"digest for {owner}: {exception.Error.Code}");
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Scale.Databases;

namespace Versori.Connectors.Scale.Measuring;

/// <summary>The operations of hosts on single connections, each timed separately.</summary>
internal sealed class Operations(ScaleDatabase database, ScaleSettings settings, ConnectionId[] ids)
{
    private const int WarmUp = 500;
    private const int Samples = 5_000;

    private static readonly Uri Orders = new("https://api.example.com/v1/orders");

    // A connection is drawn at most once, so that cold connections stay cold.
    private readonly Queue<int> _draw = new(Draw(ids.Length));

    public async Task<IReadOnlyList<Latencies>> RunAsync() =>
    [
        await ReadAsync(),
        await ColdByConnectionAsync(),
        await ColdByTemplateAsync(),
        await WarmAsync(),
        await ConnectAsync(),
        await RefreshAsync(),
    ];

    private async Task<Latencies> ReadAsync()
    {
        await using var host = database.NewHost();
        var store = host.GetRequiredService<IConnectionStore>();
        return await Latencies.MeasureAsync(
            "the store alone: find a connection by its id", WarmUp, Take(Samples), async number =>
                Found(await store.FindAsync(ids[number], default)));
    }

    private async Task<Latencies> ColdByConnectionAsync()
    {
        await using var host = database.NewHost();
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        return await Latencies.MeasureAsync(
            "first call of a connection, up to the wire",
            WarmUp,
            Take(Samples),
            number => CallAsync(clients.CreateClient(ids[number])));
    }

    private async Task<Latencies> ColdByTemplateAsync()
    {
        await using var host = database.NewHost();
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        return await Latencies.MeasureAsync(
            "first call of a template for an owner, up to the wire", WarmUp, Take(Samples),
            number => CallAsync(clients.CreateClient(settings.TemplateOf(number), ScaleSettings.OwnerOf(number))));
    }

    private async Task<Latencies> WarmAsync()
    {
        await using var host = database.NewHost(configure: options => options.CacheDuration = TimeSpan.FromHours(1));
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        var warm = Take(Samples).Select(number => clients.CreateClient(ids[number])).ToList();
        foreach (var client in warm) await CallAsync(client);
        var random = new Random(2);
        return await Latencies.MeasureAsync(
            $"warm call of one of {warm.Count:N0} connections, up to the wire", 100_000, Enumerable.Range(0, 600_000)
                .Select(_ => warm[random.Next(warm.Count)]), CallAsync);
    }

    private async Task<Latencies> ConnectAsync()
    {
        await using var host = database.NewHost();
        var connections = host.GetRequiredService<IConnections>();
        return await Latencies.MeasureAsync(
            "connect, with a token request",
            200,
            Take(2_200),
            number => connections.ConnectAsync(NewConnection(settings.ConnectorOf(number), number)));
    }

    private async Task<Latencies> RefreshAsync()
    {
        await using var host = database.NewHost();
        var connections = host.GetRequiredService<IConnections>();
        return await Latencies.MeasureAsync(
            "refresh the token of a connection that was not in use",
            200,
            Take(2_200),
            number => connections.RefreshAsync(ids[number]));
    }

    public static ConnectRequest NewConnection(ConnectorId connector, int number) => new()
    {
        ConnectorId = connector,
        Owner = Owner.User($"new-{number}"),
        Name = "account",
        Credential = Credential.OAuth2ClientCredentials($"client-{number}", "0123456789abcdef0123456789abcdef"),
    };

    public static async Task CallAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Orders);
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"A call returned {response.StatusCode}.");
    }

    private IEnumerable<int> Take(int count) =>
        Enumerable.Range(0, Math.Min(count, _draw.Count)).Select(_ => _draw.Dequeue());

    private static int[] Draw(int count)
    {
        var all = Enumerable.Range(0, count).ToArray();
        new Random(1).Shuffle(all);
        return all;
    }

    private static void Found(Connection? connection) =>
        _ = connection ?? throw new InvalidOperationException("A connection is missing.");
}

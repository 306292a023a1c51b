using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.AspNetCore.Tests.Scale;

public sealed class ManyConnectionsTests
{
    [Fact]
    public async Task Pages_of_a_connector_with_ten_thousand_connections_read_and_show_a_part_only()
    {
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().UseConnectionStore<CountingStore>());
        var store = (CountingStore)host.Services.GetRequiredService<IConnectionStore>();
        var first = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = await host.PublishAsync([new BearerAuth()]),
            Name = "0",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User("alice"),
        });
        for (var i = 1; i < 10_000; i++)
        {
            var copy = first with
            {
                Id = ConnectionId.New(DateTimeOffset.UnixEpoch.AddSeconds(i)),
                Name = $"{i}",
                Revision = 0,
            };
            Assert.True((await store.SaveAsync(copy, CancellationToken.None)).IsSaved);
        }

        using var browser = host.Browser();
        store.Reset();
        var overview = await browser.GetAsync("/connect");
        Assert.InRange(store.Read, 1, 501);
        Assert.InRange(store.Calls, 1, 3);
        Assert.InRange(overview.Text.Length, 1, 10_000);

        store.Reset();
        var page = await browser.GetAsync("/connect/connectors/shop");
        Assert.InRange(store.Read, 50, 51);
        Assert.InRange(store.Calls, 1, 2);
        Assert.Equal(50, page.Document.QuerySelectorAll("ul.rows > li").Length);
        Assert.InRange(page.Text.Length, 1, 60_000);

        store.Reset();
        var next = await browser.GetAsync(page.Link("after="));
        Assert.InRange(store.Read, 50, 51);
        Assert.NotEqual(
            page.Document.QuerySelector("ul.rows a")!.TextContent,
            next.Document.QuerySelector("ul.rows a")!.TextContent);
    }

    /// <summary>Counts the calls, and the connections that are read.</summary>
    private sealed class CountingStore : IConnectionStore
    {
        private readonly InMemoryConnectionStore _store = new();
        private int _read;
        private int _calls;

        public int Read => _read;

        public int Calls => _calls;

        public void Reset() => (_read, _calls) = (0, 0);

        public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return _store.FindAsync(id, cancellationToken);
        }

        public ValueTask<SaveResult<Connection>> SaveAsync(
            Connection connection, CancellationToken cancellationToken) =>
            _store.SaveAsync(connection, cancellationToken);

        public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
            _store.DeleteAsync(id, revision, cancellationToken);

        public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return _store.ListAsync(filter, cancellationToken).Select(Count);
        }

        private Connection Count(Connection connection)
        {
            Interlocked.Increment(ref _read);
            return connection;
        }
    }
}

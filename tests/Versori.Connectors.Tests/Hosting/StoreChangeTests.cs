using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Hosting;

/// <summary>What the engine does with a store that tells changes.</summary>
[Trait("Kind", "Race")]
public sealed class StoreChangeTests : IAsyncLifetime
{
    private readonly ScriptedChanges _changes = new();
    private readonly AbsentStore _store = new();
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() =>
        _engine = await EngineFixture.StartAsync(
            builder =>
                builder.Services.AddSingleton<IStoreChangeFeed>(_changes).AddSingleton<IConnectionStore>(_store));

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _changes.Dispose();
    }

    [Fact]
    public async Task It_listens_from_the_first_use_on_without_a_host()
    {
        Assert.Equal(0, _changes.Times);

        await _engine.ConnectAsync();

        await _changes.ListeningAsync(1);
    }

    [Fact]
    public async Task A_stream_that_fails_is_begun_again_after_a_while_and_one_that_ends_is_not()
    {
        await _engine.ConnectAsync();
        await _changes.ListeningAsync(1);

        _changes.Fail();
        await foreach (var record in _engine.Logs.GetLogsAsync())
        {
            if (record.Id.Id == 10) break;
        }

        Assert.Equal(1, _changes.Times);
        _engine.Time.Advance(TimeSpan.FromSeconds(1));
        await _changes.ListeningAsync(2);

        _changes.End();
        _engine.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _changes.Times);
    }

    [Fact]
    public async Task When_anything_may_have_changed_the_next_call_waits_until_it_has_been_read_again()
    {
        var (connection, client) = await _engine.ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        await _changes.ListeningAsync(1);
        await _engine.Services.GetRequiredService<IConnectionStore>()
            .DeleteAsync(connection.Id, connection.Revision, default);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        await _changes.NotifyAsync(StoreChange.Everything);

        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"))).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_warm_connection_goes_on_when_its_store_fails_unless_it_was_told_to_be_changed_itself(
        bool isTold)
    {
        var (connection, client) = await _engine.ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        await _changes.ListeningAsync(1);
        _store.IsAway = true;

        await _changes.NotifyAsync(
            isTold
                ? StoreChange.ForConnection(connection.Id, connection.ConnectorId, connection.Owner)
                : StoreChange.Everything);

        if (isTold) await Assert.ThrowsAsync<ConnectorStoreException>(() => client.GetAsync("me"));
        else Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    /// <summary>A stream that the test fills.</summary>
    private sealed class ScriptedChanges : IStoreChangeFeed, IDisposable
    {
        private Channel<StoreChange> _stream = Channel.CreateUnbounded<StoreChange>();
        private readonly SemaphoreSlim _listening = new(0);
        private readonly SemaphoreSlim _taken = new(0);

        public int Times { get; private set; }

        public async IAsyncEnumerable<StoreChange> ListenAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var stream = _stream = Channel.CreateUnbounded<StoreChange>();
            Times++;
            _listening.Release();
            await foreach (var change in stream.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
                // Asked for the next one: this one has been dealt with.
                _taken.Release();
            }
        }

        public async Task ListeningAsync(int times)
        {
            Assert.True(await _listening.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(times, Times);
        }

        public async Task NotifyAsync(StoreChange change)
        {
            Assert.True(_stream.Writer.TryWrite(change));
            Assert.True(await _taken.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        public void Fail() =>
            _stream.Writer.Complete(
                new ConnectorStoreException(ConnectorStoreFailure.Unavailable, "The server is gone."));

        public void End() => _stream.Writer.Complete();

        public void Dispose()
        {
            _listening.Dispose();
            _taken.Dispose();
        }
    }

    /// <summary>A store of connections that can be away.</summary>
    private sealed class AbsentStore : IConnectionStore
    {
        private readonly InMemoryConnectionStore _store = new();

        public bool IsAway { get; set; }

        public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
            IsAway
                ? throw new ConnectorStoreException(ConnectorStoreFailure.Unavailable, "The server is gone.")
                : _store.FindAsync(id, cancellationToken);

        public ValueTask<SaveResult<Connection>> SaveAsync(
            Connection connection, CancellationToken cancellationToken) =>
            _store.SaveAsync(connection, cancellationToken);

        public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
            _store.DeleteAsync(id, revision, cancellationToken);

        public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken) =>
            _store.ListAsync(filter, cancellationToken);
    }
}

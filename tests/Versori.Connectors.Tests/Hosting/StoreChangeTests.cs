using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Hosting;

/// <summary>The reaction of the engine to a store that reports changes.</summary>
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
    public async Task Without_a_host_the_engine_listens_from_its_first_use()
    {
        Assert.Equal(0, _changes.Times);

        await _engine.ConnectAsync();

        await _changes.ListeningAsync(1);
    }

    [Fact]
    public async Task A_failed_stream_is_restarted_after_a_delay_and_a_completed_one_is_not()
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
    public async Task After_a_notification_that_anything_may_have_changed_the_next_call_reads_the_store()
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
    public async Task A_warm_connection_works_during_a_store_failure_unless_a_change_to_it_was_reported(
        bool isForConnection)
    {
        var (connection, client) = await _engine.ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        await _changes.ListeningAsync(1);
        _store.IsAway = true;

        await _changes.NotifyAsync(
            isForConnection
                ? StoreChange.ForConnection(connection.Id, connection.ConnectorId, connection.Owner)
                : StoreChange.Everything);

        if (isForConnection) await Assert.ThrowsAsync<ConnectorStoreException>(() => client.GetAsync("me"));
        else Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    /// <summary>A change feed that the test writes to.</summary>
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
                // The engine requested the next change, so it has processed this one.
                _taken.Release();
            }
        }

        public async Task ListeningAsync(int times)
        {
            Assert.True(await _listening.WaitAsync(TimeSpan.FromMinutes(5)));
            Assert.Equal(times, Times);
        }

        public async Task NotifyAsync(StoreChange change)
        {
            Assert.True(_stream.Writer.TryWrite(change));
            Assert.True(await _taken.WaitAsync(TimeSpan.FromMinutes(5)));
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

    /// <summary>A connection store that can be unavailable.</summary>
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

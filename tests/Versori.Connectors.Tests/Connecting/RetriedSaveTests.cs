using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

[
    assembly: ExemptFromStoreConformance(
        typeof(Versori.Connectors.Tests.Connecting.RetryingConnectionStore), "It gives conflicts on purpose."),
]

namespace Versori.Connectors.Tests.Connecting;

/// <summary>
/// A store may retry a save if the result was lost, as an Entity Framework context with retries does. The retry finds
/// its own first save, which is not a conflict.
/// </summary>
public sealed class RetriedSaveTests : IAsyncLifetime
{
    private readonly RecordingSecretStore _secrets = new();
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() =>
        _engine = await EngineFixture.StartAsync(
            builder =>
                builder.UseConnectionStore<RetryingConnectionStore>().Services.AddSingleton<ISecretStore>(_secrets));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Connecting_and_reconnecting_succeed_and_keep_their_secrets()
    {
        var (connection, client) = await _engine.ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        connection = await _engine.Connections.ReconnectAsync(
            connection.Id, Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(ReferencesOf(connection), _secrets.Live.ToHashSet());
    }

    [Fact]
    public async Task Refreshing_succeeds_and_keeps_the_new_token()
    {
        var (connection, _) = await _engine.ConnectAsync();

        var refreshed = await _engine.Connections.RefreshAsync(connection.Id);

        Assert.NotEqual(connection.Tokens[0].Secret, refreshed.Tokens[0].Secret);
        Assert.Equal(ReferencesOf(refreshed), _secrets.Live.ToHashSet());
        await using var second = EngineFixture.Beside(_engine);
        Assert.Equal(HttpStatusCode.OK, (await second.CreateClient(refreshed).GetAsync("me")).StatusCode);
    }

    private static HashSet<SecretReference> ReferencesOf(Connection connection) =>
        [.. connection.Tokens.Select(token => token.Secret), connection.Snapshot.Secrets!.Value];
}

/// <summary>Saves twice and returns the result of the second save.</summary>
internal sealed class RetryingConnectionStore : IConnectionStore
{
    private readonly InMemoryConnectionStore _inner = new();

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        _inner.FindAsync(id, cancellationToken);

    public async ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        await _inner.SaveAsync(connection, cancellationToken);
        return await _inner.SaveAsync(connection, cancellationToken);
    }

    public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken) =>
        _inner.DeleteAsync(id, revision, cancellationToken);

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken) =>
        _inner.ListAsync(filter, cancellationToken);
}

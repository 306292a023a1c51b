using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Maintenance;

/// <summary>Secrets that nothing refers to go, once they are old; everything else stays.</summary>
public sealed class OrphanedSecretsTests : IAsyncLifetime
{
    private static readonly ConnectionId Gone = ConnectionId.New(DateTimeOffset.UnixEpoch);

    private EngineFixture _engine = null!;

    private ISecretStore Secrets => _engine.Services.GetRequiredService<ISecretStore>();

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task What_was_left_behind_is_removed_and_what_is_in_use_stays()
    {
        var (connection, client) = await _engine.ConnectAsync();
        await _engine.Catalog.EditAsync(connection.ConnectorId, definition => definition with
        {
            AuthMethods = [_engine.ClientCredentials() with { ClientId = "host" }],
        });
        await _engine.Catalog.SetClientSecretAsync(connection.ConnectorId, "oauth2", new("in use"));
        var begun = await BeginAsync();
        SecretReference[] leftBehind =
        [
            await WriteAsync(SecretHolder.For(Gone), "credential"),
            await WriteAsync(SecretHolder.For(Gone), "token/oauth2"),
            await WriteAsync(SecretHolder.For(connection.Id), "token/oauth2"),
            await WriteAsync(SecretHolder.For(connection.Id), "credential"),
            await WriteAsync(SecretHolder.For(connection.ConnectorId), "client/oauth2"),
            await WriteAsync(SecretHolder.For(ConnectorId.Parse("gone")), "client/oauth2"),
            await WriteAsync(SecretHolder.ForSignIn("gone"), "sign-in"),
        ];
        SecretReference[] inUse =
        [
            .. connection.Tokens.Select(token => token.Secret),
            connection.Snapshot.Secrets!.Value,
            (
                await _engine.Services.GetRequiredService<IConnectorStore>()
                    .FindAsync(connection.ConnectorId, null, default))!.FindClientSecret("oauth2", "host")!.Value,
            begun.Secrets,
            // Those of webhooks are found by their names, and those of other kinds are the host's affair.
            await WriteAsync(SecretHolder.For(connection.Id), "webhook/orders/signing"),
            await WriteAsync(SecretHolder.For(connection.ConnectorId), "webhook/orders/signing"),
            await WriteAsync(new("host", "1"), "key"),
        ];
        _engine.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(
            new(leftBehind.Length + inUse.Length, leftBehind.Length),
            await FinishAsync(Maintenance.DeleteOrphanedSecretsAsync()));

        foreach (var reference in leftBehind) Assert.Null(await Secrets.ReadAsync(reference, default));
        foreach (var reference in inUse) Assert.NotNull(await Secrets.ReadAsync(reference, default));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(0, (await Maintenance.DeleteOrphanedSecretsAsync(TimeSpan.FromHours(1))).Deleted);
    }

    [Fact]
    public async Task What_was_written_lately_may_yet_be_referred_to_and_stays()
    {
        var young = await WriteAsync(SecretHolder.For(Gone), "credential");
        _engine.Time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(new(0, 0), await Maintenance.DeleteOrphanedSecretsAsync(TimeSpan.FromHours(1)));
        Assert.NotNull(await Secrets.ReadAsync(young, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Maintenance.DeleteOrphanedSecretsAsync(TimeSpan.FromMinutes(59)));
    }

    [Fact]
    public async Task Secrets_of_an_owner_that_is_gone_for_a_moment_only_stay()
    {
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: _engine.ClientCredentials() with { ClientId = "host" }));
        await _engine.Catalog.SetClientSecretAsync(connector.Id, "oauth2", new("kept"));
        var store = _engine.Services.GetRequiredService<IConnectorStore>();
        var before = (await store.FindAsync(connector.Id, null, default))!;
        _engine.Time.Advance(TimeSpan.FromDays(2));

        // As when a connector is deleted, and comes back because somebody connected meanwhile.
        await store.DeleteAsync(before.Id, before.Revision, default);
        var sweep = Maintenance.DeleteOrphanedSecretsAsync();
        await store.SaveAsync(before with { Revision = 0 }, default);

        Assert.Equal(new(1, 0), await FinishAsync(sweep));
        Assert.NotNull(await Secrets.ReadAsync(before.FindClientSecret("oauth2", "host")!.Value, default));
    }

    [Fact]
    public async Task A_store_that_cannot_say_what_it_holds_is_named()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder => builder.UseSecretStore<RecordingSecretStore>());

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.Services.GetRequiredService<IConnectionMaintenance>().DeleteOrphanedSecretsAsync());

        Assert.Equal(ConnectorErrorCode.NotSupported, refused.Code);
        Assert.Contains(nameof(RecordingSecretStore), refused.Message, StringComparison.Ordinal);
    }

    private ValueTask<SecretReference> WriteAsync(SecretHolder scope, string name) =>
        Secrets.WriteAsync(scope, name, new Secret("x"), default);

    // One that the sign-in store still has, whenever it expires.
    private async Task<PendingSignIn> BeginAsync()
    {
        var pending = new PendingSignIn
        {
            Id = "under way",
            ConnectorId = ConnectorId.Parse("system"),
            ConnectorVersion = 1,
            Method = _engine.ClientCredentials(),
            Name = "b",
            ExpiresAt = _engine.Time.GetUtcNow().AddDays(3),
            Secrets = await WriteAsync(SecretHolder.ForSignIn("under way"), "sign-in"),
        };
        await _engine.Services.GetRequiredService<IPendingSignInStore>().AddAsync(pending, default);
        return pending;
    }

    // It looks a second time at what seems to have no owner, after a while.
    private async Task<OrphanedSecretsResult> FinishAsync(Task<OrphanedSecretsResult> sweep)
    {
        await _engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);
        return await sweep;
    }
}

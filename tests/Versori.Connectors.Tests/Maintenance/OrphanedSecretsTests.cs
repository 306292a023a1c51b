using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Maintenance;

/// <summary>Old secrets that nothing refers to are removed. All others are kept.</summary>
public sealed class OrphanedSecretsTests : IAsyncLifetime
{
    private static readonly ConnectionId Gone = ConnectionId.New(DateTimeOffset.UnixEpoch);

    private EngineFixture _engine = null!;

    private ISecretStore Secrets => _engine.Services.GetRequiredService<ISecretStore>();

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Orphaned_secrets_are_removed_and_used_secrets_are_kept()
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
            // Webhook secrets are found by their names. Secrets of other kinds belong to the host.
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
    public async Task Recent_secrets_are_kept_because_a_record_may_still_refer_to_them()
    {
        var young = await WriteAsync(SecretHolder.For(Gone), "credential");
        _engine.Time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(new(0, 0), await Maintenance.DeleteOrphanedSecretsAsync(TimeSpan.FromHours(1)));
        Assert.NotNull(await Secrets.ReadAsync(young, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Maintenance.DeleteOrphanedSecretsAsync(TimeSpan.FromMinutes(59)));
    }

    [Fact]
    public async Task Secrets_of_a_temporarily_missing_holder_are_kept()
    {
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: _engine.ClientCredentials() with { ClientId = "host" }));
        await _engine.Catalog.SetClientSecretAsync(connector.Id, "oauth2", new("kept"));
        var store = _engine.Services.GetRequiredService<IConnectorStore>();
        var before = (await store.FindAsync(connector.Id, null, default))!;
        _engine.Time.Advance(TimeSpan.FromDays(2));

        // A connector is deleted and created again by a concurrent connect.
        await store.DeleteAsync(before.Id, before.Revision, default);
        var sweep = Maintenance.DeleteOrphanedSecretsAsync();
        await store.SaveAsync(before with { Revision = 0 }, default);

        Assert.Equal(new(1, 0), await FinishAsync(sweep));
        Assert.NotNull(await Secrets.ReadAsync(before.FindClientSecret("oauth2", "host")!.Value, default));
    }

    [Fact]
    public async Task A_store_without_an_inventory_is_named_in_the_error()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder => builder.UseSecretStore<RecordingSecretStore>());

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.Services.GetRequiredService<IConnectionMaintenance>().DeleteOrphanedSecretsAsync());

        Assert.Equal(ConnectorErrorCode.NotSupported, refused.Code);
        Assert.Contains(nameof(RecordingSecretStore), refused.Message, StringComparison.Ordinal);
    }

    private ValueTask<SecretReference> WriteAsync(SecretHolder holder, string name) =>
        Secrets.WriteAsync(holder, name, new Secret("x"), default);

    // The sign-in store still has the sign-in, even if it has expired.
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

    // The sweep waits before it checks apparent orphans a second time.
    private async Task<OrphanedSecretsResult> FinishAsync(Task<OrphanedSecretsResult> sweep)
    {
        await _engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);
        return await sweep;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.InMemory;
using Versori.Connectors.Refresh;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Stores;

/// <summary>Long runs of connecting and disconnecting leave nothing behind.</summary>
public sealed class InMemoryResidueTests
{
    [Fact]
    public async Task Disconnected_connections_leave_nothing_in_the_stores_or_the_engine()
    {
        await using var engine = await EngineFixture.StartAsync();
        await engine.PublishAsync(engine.Definition(methods: [engine.ClientCredentials(), Code(engine)]) with
        {
            Webhooks = [new() { Id = "orders", Scheme = new StandardWebhooksScheme() }],
        });
        var template = await engine.LinkAsync(ConnectorId.Parse("system"), sharing: TemplateSharing.PerOwner);
        var before = Entries(engine);

        for (var number = 0; number < 60; number++)
        {
            var owner = Owner.User($"user-{number}");
            var connection = await engine.Connections.ConnectAsync(new()
            {
                ConnectorId = template.ConnectorId,
                Name = $"account-{number}",
                Owner = owner,
                Credential = Credential.OAuth2ClientCredentials(engine.System.ClientId, engine.System.ClientSecret),
            });
            await engine.Connections.SetBindingAsync(template.Id, connection.Id, owner);
            using var client = await engine.Clients.CreateClientAsync(template.Id, owner);
            await client.GetAsync("me");
            await engine.Clients.CreateClient(connection).GetAsync("me");
            await engine.Connections.RefreshAsync(connection.Id);
            await engine.Services.GetRequiredService<IWebhookSecrets>()
                .SetAsync(connection.Id, "orders", [new("whsec_Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5")]);
            await BeginAndCancelAsync(engine, connection);
            await engine.Connections.DisconnectAsync(connection.Id, force: true);
        }

        Assert.Equal(before, Entries(engine));
    }

    [Fact]
    public async Task A_connection_that_is_renamed_or_moved_to_another_owner_leaves_no_name_behind()
    {
        var store = new InMemoryConnectionStore();
        var connection = Samples.Connection(owner: Owner.User("ada"));
        var saved = (await store.SaveAsync(connection, default)).Current!;
        Assert.Equal(2, store.EntryCount);

        saved = (await store.SaveAsync(saved with { Owner = Owner.User("bob"), Name = "other" }, default)).Current!;
        Assert.Equal(2, store.EntryCount);
        Assert.True(await store.DeleteAsync(saved.Id, saved.Revision, default));

        Assert.Equal(0, store.EntryCount);
    }

    private static OAuth2Auth Code(EngineFixture engine) => new()
    {
        Id = "person",
        Grant = OAuth2Grant.AuthorizationCode,
        AuthorizationUrl = "https://login.example.com/authorize",
        TokenUrl = engine.System.TokenEndpoint.AbsoluteUri,
    };

    private static async Task BeginAndCancelAsync(EngineFixture engine, Connection connection)
    {
        var signIns = engine.Services.GetRequiredService<ISignIns>();
        var begun = await signIns.BeginAsync(new()
        {
            ConnectorId = connection.ConnectorId,
            ConnectionId = connection.Id,
            MethodId = "person",
            RedirectUri = new("https://host.example/callback"),
            Client = Credential.OAuth2ClientCredentials("id", "secret"),
        });
        await signIns.CancelAsync(begun.Id);
    }

    private static int[] Entries(EngineFixture engine)
    {
        var services = engine.Services;
        return
        [
            ((InMemoryConnectionStore)services.GetRequiredService<IConnectionStore>()).EntryCount,
            ((InMemorySecretStore)services.GetRequiredService<ISecretStore>()).EntryCount,
            ((InMemoryBindingStore)services.GetRequiredService<IBindingStore>()).EntryCount,
            services.GetRequiredService<Routes>().Count,
            ((InMemoryPendingSignInStore)services.GetRequiredService<IPendingSignInStore>()).EntryCount,
            ((InMemoryConnectionLock)services.GetRequiredService<IConnectionLock>()).EntryCount,
            services.GetRequiredService<ConnectionRuntimes>().Count,
        ];
    }
}

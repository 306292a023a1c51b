using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Auditing;

/// <summary>Audit entries: each change to connectors, connections and secrets, with its time and its actor.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private static readonly Owner Ada = Owner.User("ada");

    private readonly CurrentUser _user = new();
    private readonly Seen _seen = new();
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    private IConnections Connections => _engine.Connections;

    private IAuditStore Audit => _engine.Services.GetRequiredService<IAuditStore>();

    public async ValueTask InitializeAsync() => _engine = await StartAsync(options => options.Retention = null);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Each_change_to_a_connector_and_its_connections_is_recorded_with_its_actor()
    {
        _user.Name = "grace";
        await _engine.PublishAsync(_engine.Definition());
        var template = await _engine.LinkAsync(ConnectorId.Parse("system"), sharing: TemplateSharing.PerOwner);
        var connection = await ConnectAsync(template.ConnectorId);
        await Connections.SetDefaultAsync(connection.Id);
        await Connections.SetBindingAsync(template.Id, connection.Id, Ada);
        await Connections.RemoveBindingAsync(template.Id, Ada);
        await Connections.RefreshAsync(connection.Id);
        await Connections.ReconnectAsync(connection.Id, Good());
        _user.Name = "linus";
        await _engine.Catalog.EditAsync(
            template.ConnectorId,
            definition => definition with { AuthMethods = [_engine.ClientCredentials() with { Scopes = ["a"] }] });
        await _engine.Services.GetRequiredService<IConnectionMaintenance>().UpgradeAsync(connection.Id);
        await Connections.DisconnectAsync(connection.Id);
        await _engine.Catalog.UnlinkAsync(template.Id);
        await _engine.Catalog.DeleteAsync(template.ConnectorId);

        var entries = await ListAsync(new());
        Assert.Equal(
            [
                (AuditAction.ConnectorCreated, "grace"), (AuditAction.DraftSaved, "grace"),
                (AuditAction.ConnectorPublished, "grace"), (AuditAction.TemplateLinked, "grace"),
                (AuditAction.Connected, "grace"), (AuditAction.DefaultChosen, "grace"),
                (AuditAction.BindingSet, "grace"), (AuditAction.BindingRemoved, "grace"),
                (AuditAction.TokensRefreshed, "grace"), (AuditAction.Reconnected, "grace"),
                (AuditAction.ConnectorPublished, "linus"), (AuditAction.Upgraded, "linus"),
                (AuditAction.Disconnected, "linus"), (AuditAction.TemplateUnlinked, "linus"),
                (AuditAction.ConnectorDeleted, "linus"),
            ],
            entries.Select(entry => (entry.Action, entry.Actor!)));
        Assert.All(entries, entry => Assert.False(entry.IsAutomatic));
        Assert.All(
            await ListAsync(new() { ConnectionId = connection.Id }),
            entry => Assert.Equal((template.ConnectorId, Ada), (entry.ConnectorId!.Value, entry.Owner!.Value)));
        Assert.Equal("2", entries[10].Detail);
        Assert.Equal("oauth2", entries[4].Detail);
        Assert.Equal(template.Id, entries[6].TemplateId);
        Assert.Equal(entries.Select(entry => entry.Id), _seen.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task Automatic_refreshes_and_refusals_are_recorded_without_an_actor()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _user.Name = "grace";
        _engine.Time.Advance(TimeSpan.FromHours(2));
        await client.GetAsync("me");
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenOutage = ScriptedResponse.OAuthError("invalid_client", 401);
        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        var automatic = (await ListAsync(new() { ConnectionId = connection.Id })).Where(entry => entry.IsAutomatic);

        Assert.Equal(
            [(AuditAction.TokensRefreshed, null), (AuditAction.ReauthorizationNeeded, null)],
            automatic.Select(entry => (entry.Action, entry.Actor)));
    }

    [Fact]
    public async Task The_first_use_of_a_connection_is_recorded_once_across_processes()
    {
        var (connection, client) = await _engine.ConnectAsync();
        _user.Name = "grace";
        await client.GetAsync("me");
        await client.GetAsync("me");
        var first = await _seen.WaitForAsync(AuditAction.FirstUsed);

        var seen = new Seen();
        await using var other = EngineFixture.Beside(_engine, configure: builder =>
        {
            builder.AddAudit().AddAuditObserver<Seen>();
            builder.Services.AddSingleton(Audit).AddSingleton<IAuditObserver>(seen);
        });
        await other.CreateClient(connection).GetAsync("me");
        await other.Connections.RefreshAsync(connection.Id);

        Assert.Equal("grace", first.Actor);
        Assert.Equal(
            first, Assert.Single(await ListAsync(new()), entry => entry.Action == AuditAction.FirstUsed));
    }

    [Fact]
    public async Task Changes_to_client_and_webhook_secrets_are_recorded_without_the_secret_values()
    {
        var webhook = new WebhookDefinition { Id = "orders", Scheme = new StandardWebhooksScheme() };
        var code = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://example.com/authorize",
            TokenUrl = System.TokenEndpoint.AbsoluteUri,
            ClientId = "client",
        };
        var connector = await _engine.PublishAsync(_engine.Definition(methods: code) with { Webhooks = [webhook] });
        const string canary = "whsec_Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5";

        await _engine.Catalog
            .SetClientSecretAsync(connector.Id, "oauth2", new Secret(canary));
        await _engine.Services.GetRequiredService<IWebhookSecrets>()
            .SetAsync(connector.Id, "orders", [new Secret(canary)]);

        var entries = await ListAsync(new() { ConnectorId = connector.Id });
        Assert.Contains(entries, entry => entry is { Action: AuditAction.ClientSecretChanged, Detail: "oauth2" });
        Assert.Contains(entries, entry => entry is { Action: AuditAction.WebhookSecretsChanged, Detail: "orders" });
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(entries), StringComparison.Ordinal);
        Assert.DoesNotContain(canary, string.Join('\n', entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_contain_no_part_of_a_credential_and_no_name_chosen_by_a_person()
    {
        await _engine.PublishAsync(_engine.Definition());
        await ConnectAsync(ConnectorId.Parse("system"), "ada@example.com");

        var text = string.Join('\n', await ListAsync(new()));

        Assert.DoesNotContain(System.ClientSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("access-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_can_be_erased_as_actor_and_as_owner()
    {
        await _engine.PublishAsync(_engine.Definition());
        _user.Name = "ada";
        await ConnectAsync(ConnectorId.Parse("system"));

        Assert.True(await Audit.ErasePersonAsync("ada", default));

        Assert.DoesNotContain(" ada", string.Join('\n', await ListAsync(new())), StringComparison.Ordinal);
        Assert.DoesNotContain("user:ada", string.Join('\n', await ListAsync(new())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_are_deleted_when_their_retention_ends()
    {
        await using var engine = await StartAsync(options => options.Retention = TimeSpan.FromDays(30));
        await engine.PublishAsync(engine.Definition());
        engine.Time.Advance(TimeSpan.FromDays(31));

        await engine.Catalog.EditAsync(
            ConnectorId.Parse("system"), definition => definition with { Title = "Another" });

        var store = engine.Services.GetRequiredService<IAuditStore>();
        var left = Assert.Single(await store.ListAsync(new(), default).ToListAsync());
        Assert.Equal("2", left.Detail);
        Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddVersoriConnectors()
            .AddAudit(options => options.Retention = TimeSpan.FromMinutes(59))
            .Services.BuildServiceProvider().GetRequiredService<IOptions<AuditOptions>>().Value);
    }

    [Fact]
    public async Task A_failing_store_observer_or_host_does_not_stop_the_operation()
    {
        await using var engine = await EngineFixture.StartAsync(builder =>
            builder.AddAudit().UseAuditStore<Failing>().UseAuditActor<Failing>().AddAuditObserver<Failing>());

        var (_, client) = await engine.ConnectAsync();

        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Entries_reach_an_observer_and_are_not_stored_by_default()
    {
        await using var observed = await EngineFixture.StartAsync(
            builder => builder.Services.AddSingleton<IAuditObserver>(_seen));
        await observed.ConnectAsync();
        Assert.Contains(_seen.Entries, entry => entry.Action == AuditAction.Connected);
        Assert.Empty(
            await observed.Services.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync());

        await using var plain = await EngineFixture.StartAsync();
        await plain.ConnectAsync();
        Assert.Empty(await plain.Services.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync());
    }

    [Fact]
    public async Task An_actor_that_no_store_keeps_costs_no_entry()
    {
        foreach (var (given, kept) in new[] { ("a\0b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), ("a🛒", "a🛒") })
        {
            _user.Name = given;
            await _engine.PublishAsync(_engine.Definition() with { Title = $"System of {kept}" });

            Assert.Equal(kept, (await ListAsync(new()))[^1].Actor);
        }
    }

    private Task<EngineFixture> StartAsync(Action<AuditOptions> configure) => EngineFixture.StartAsync(builder =>
    {
        builder.AddAudit(configure);
        builder.Services.AddSingleton<IAuditActorSource>(_user).AddSingleton<IAuditObserver>(_seen);
    });

    private async Task<List<AuditEntry>> ListAsync(AuditFilter filter) =>
        await Audit.ListAsync(filter, default).ToListAsync();

    private Credential Good() => Credential.OAuth2ClientCredentials(System.ClientId, System.ClientSecret);

    private Task<Connection> ConnectAsync(ConnectorId connector, string name = "acme") => Connections.ConnectAsync(new()
    {
        ConnectorId = connector,
        Name = name,
        Owner = Ada,
        Credential = Good(),
    });

    private sealed class CurrentUser : IAuditActorSource
    {
        public string? Name { get; set; }

        public string? GetActor() => Name;
    }

    private sealed class Seen : IAuditObserver
    {
        private readonly ConcurrentQueue<AuditEntry> _entries = new();
        private readonly ConcurrentDictionary<AuditAction, TaskCompletionSource<AuditEntry>> _waiting = new();

        public IReadOnlyList<AuditEntry> Entries => [.. _entries];

        public Task<AuditEntry> WaitForAsync(AuditAction action) => WaiterOf(action).Task;

        public ValueTask OnEntryAsync(AuditEntry entry, CancellationToken cancellationToken)
        {
            _entries.Enqueue(entry);
            WaiterOf(entry.Action).TrySetResult(entry);
            return default;
        }

        private TaskCompletionSource<AuditEntry> WaiterOf(AuditAction action) =>
            _waiting.GetOrAdd(action, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}

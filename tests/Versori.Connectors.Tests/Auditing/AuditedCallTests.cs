using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Auditing;

/// <summary>Every public call that changes a connector, a connection or a secret writes an audit entry.</summary>
public sealed class AuditedCallTests : IAsyncLifetime
{
    // Reading, or sign-ins that are under way: these belong to no connection until they are completed.
    private static readonly string[] ChangingNothing =
    [
        "IConnectorCatalog.FindAsync", "IConnectorCatalog.FindTemplateAsync", "IConnections.FindAsync",
        "IConnections.GetUsageAsync",
        "IConnectorCatalog.CompareAsync", "IConnectorCatalog.CompareDraftAsync",
        "IConnectorCatalog.PreviewUpgradeAsync",
        "IConnectionMaintenance.GetHealthAsync", "IConnectionMaintenance.CheckAsync",
        "IConnectorClientFactory.CreateClientAsync", "IEndpointInvoker.InvokeAsync",
        "IEndpointInvoker.InvokeStreamAsync", "IEndpointSearch.SearchAsync", "IEndpointTester.TestAsync",
        "IEndpointTester.TestAllAsync",
        "IWebhookVerifier.VerifyAsync", "IWebhookVerifier.ForgetAsync", "IWebhookVerifier.CompleteAsync",
        "ISignIns.BeginAsync", "ISignIns.BeginStepUpAsync", "ISignIns.BeginDeviceAsync", "ISignIns.CancelAsync",
        "IConnectSessions.CreateAsync", "IConnectSessions.FindAsync", "IConnectSessions.CloseAsync",
        "IConnectSessions.OpenAsync", "IActivations.GetStateAsync",
    ];

    // Completing a sign-in connects or reconnects as ConnectAsync and ReconnectAsync do, completing a connect session
    // sets bindings as SetBindingAsync does.
    private static readonly string[] Connecting =
    [
        "ISignIns.CompleteAsync", "ISignIns.CompleteWithPinAsync", "ISignIns.CompleteDeviceAsync",
        "ISignIns.PollDeviceAsync", "IConnectSessions.CompleteAsync",
    ];

    private static readonly Dictionary<string, AuditAction> Changing = new(StringComparer.Ordinal)
    {
        ["IConnectorCatalog.SaveDraftAsync"] = AuditAction.DraftSaved,
        ["IConnectorCatalog.PublishAsync"] = AuditAction.ConnectorPublished,
        ["IConnectorCatalog.EditAsync"] = AuditAction.ConnectorPublished,
        ["IConnectorCatalog.RevertAsync"] = AuditAction.ConnectorPublished,
        ["IConnectorCatalog.DiscardDraftAsync"] = AuditAction.DraftDiscarded,
        ["IConnectorCatalog.PinAsync"] = AuditAction.TemplateLinked,
        ["IConnectorCatalog.ApplyAsync"] = AuditAction.TemplateLinked,
        ["IConnectorCatalog.LinkAsync"] = AuditAction.TemplateLinked,
        ["IConnectorCatalog.UnlinkAsync"] = AuditAction.TemplateUnlinked,
        ["IConnectorCatalog.DeleteAsync"] = AuditAction.ConnectorDeleted,
        ["IConnectorCatalog.SetClientSecretAsync"] = AuditAction.ClientSecretChanged,
        ["IConnectorCatalog.RetireClientAsync"] = AuditAction.ClientRetired,
        ["IConnections.ConnectAsync"] = AuditAction.Connected,
        ["IConnections.ReconnectAsync"] = AuditAction.Reconnected,
        ["IConnections.DisconnectAsync"] = AuditAction.Disconnected,
        ["IConnections.RenameAsync"] = AuditAction.Renamed,
        ["IConnections.SetDefaultAsync"] = AuditAction.DefaultChosen,
        ["IConnections.SetBindingAsync"] = AuditAction.BindingSet,
        ["IConnections.RemoveBindingAsync"] = AuditAction.BindingRemoved,
        ["IConnections.RefreshAsync"] = AuditAction.TokensRefreshed,
        ["IConnectionMaintenance.ApproveOriginAsync"] = AuditAction.OriginApproved,
        ["IConnectionMaintenance.UpgradeAsync"] = AuditAction.Upgraded,
        ["IConnectionMaintenance.DeleteOrphanedSecretsAsync"] = AuditAction.OrphanedSecretsDeleted,
        ["IActivations.ActivateAsync"] = AuditAction.Activated,
        ["IActivations.DeactivateAsync"] = AuditAction.Deactivated,
        ["IPersons.DeleteAsync"] = AuditAction.PersonDeleted,
        ["IWebhookSecrets.SetAsync"] = AuditAction.WebhookSecretsChanged,
    };

    private EngineFixture _engine = null!;

    public static TheoryData<string> Calls => [.. Changing.Keys];

    private IConnectionMaintenance Maintenance => _engine.Services.GetRequiredService<IConnectionMaintenance>();

    private IAuditStore Audit => _engine.Services.GetRequiredService<IAuditStore>();

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync(builder => builder.AddAudit());

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public void Every_public_call_either_changes_nothing_or_is_tested_here()
    {
        var calls = typeof(IConnections).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && !IsOfTheHost(type))
            .SelectMany(type => type.GetMethods().Where(IsCall).Select(method => $"{type.Name}.{method.Name}"))
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(
            ChangingNothing.Concat(Connecting).Concat(Changing.Keys).Order(StringComparer.Ordinal),
            calls.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_changes_something_writes_an_entry(string call)
    {
        var change = await PrepareAsync(call);
        var before = await Audit.ListAsync(new(), default).CountAsync();

        await change();

        var added = await Audit.ListAsync(new(), default).Skip(before).ToListAsync();
        Assert.Contains(Changing[call], added.Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_client_that_had_no_secret_is_not_recorded_as_retired_and_an_approved_origin_is_recorded_once()
    {
        await _engine.PublishAsync(Definition());
        await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Catalog.RetireClientAsync(new("system"), "oauth2", "unknown"));
        var approve = await PrepareAsync("IConnectionMaintenance.ApproveOriginAsync");
        await approve();
        await approve();

        var entries = await Audit.ListAsync(new(), default).ToListAsync();
        Assert.DoesNotContain(entries, entry => entry.Action == AuditAction.ClientRetired);
        var entry = Assert.Single(entries, entry => entry.Action == AuditAction.OriginApproved);
        Assert.Equal("https://uploads.example.com", entry.Detail);
        Assert.NotNull(entry.ConnectionId);
    }

    // Interfaces that a host implements are not calls of the engine.
    private static bool IsOfTheHost(Type type) => type.Name.EndsWith("Handler", StringComparison.Ordinal)
        || type.Name.EndsWith("Algorithm", StringComparison.Ordinal)
        || type.Name.EndsWith("Provider", StringComparison.Ordinal)
        || type.Name.EndsWith("Authenticator", StringComparison.Ordinal);

    private static bool IsCall(MethodInfo method) =>
        typeof(Task).IsAssignableFrom(method.ReturnType)
        || method.ReturnType == typeof(ValueTask)
        || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private ConnectorDefinition Definition() =>
        _engine.Definition(methods: _engine.ClientCredentials() with { Scopes = ["read"] }) with
        {
            Webhooks = [new() { Id = "orders", Scheme = new StandardWebhooksScheme() }],
        };

    private async Task<Func<Task>> PrepareAsync(string call)
    {
        var (catalog, connections, id) = (_engine.Catalog, _engine.Connections, new ConnectorId("system"));
        await _engine.PublishAsync(Definition());
        var template = await _engine.LinkAsync(id);
        var good = Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret);
        var connection = await connections.ConnectAsync(id, "acme", good);
        var (activations, ada) = (_engine.Services.GetRequiredService<IActivations>(), Owner.User("ada"));
        switch (call)
        {
            case "IActivations.ActivateAsync":
                return () => activations.ActivateAsync(new() { Integration = template.Id.Integration, Owner = ada });
            case "IActivations.DeactivateAsync":
                await activations.ActivateAsync(new() { Integration = template.Id.Integration, Owner = ada });
                return () => activations.DeactivateAsync(template.Id.Integration, ada);
            case "IPersons.DeleteAsync":
                return () => _engine.Services.GetRequiredService<IPersons>().DeleteAsync("ada");
            case "IConnectorCatalog.SaveDraftAsync":
                return () => catalog.SaveDraftAsync(Definition() with { Title = "Another" });
            case "IConnectorCatalog.PublishAsync":
                await catalog.SaveDraftAsync(Definition() with { Title = "Another" });
                return () => catalog.PublishAsync(id);
            case "IConnectorCatalog.EditAsync":
                return () => catalog.EditAsync(id, definition => definition with { Title = "Another" });
            case "IConnectorCatalog.RevertAsync":
                await catalog.EditAsync(id, definition => definition with { Title = "Another" });
                return () => catalog.RevertAsync(id, 1);
            case "IConnectorCatalog.DiscardDraftAsync":
                await catalog.SaveDraftAsync(Definition() with { Title = "Another" });
                return () => catalog.DiscardDraftAsync(id);
            case "IConnectorCatalog.PinAsync":
                return () => catalog.PinAsync(template.Id, 1);
            case "IConnectorCatalog.ApplyAsync":
                return () => catalog.ApplyAsync(Catalog.CatalogHost.Plan(Definition()), "new integration");
            case "IConnectorCatalog.LinkAsync":
                return () => catalog.LinkAsync(new() { Id = new("another", "system"), ConnectorId = id });
            case "IConnectorCatalog.UnlinkAsync":
                return () => catalog.UnlinkAsync(template.Id);
            case "IConnectorCatalog.DeleteAsync":
                await connections.DisconnectAsync(connection.Id);
                await catalog.UnlinkAsync(template.Id);
                return () => catalog.DeleteAsync(id);
            case "IConnectorCatalog.SetClientSecretAsync":
                await UseClientAsync("first");
                return () => catalog.SetClientSecretAsync(id, "oauth2", new("secret"));
            case "IConnectorCatalog.RetireClientAsync":
                await UseClientAsync("first");
                await catalog.SetClientSecretAsync(id, "oauth2", new("secret"));
                await UseClientAsync("second");
                return () => catalog.RetireClientAsync(id, "oauth2", "first");
            case "IConnections.ConnectAsync":
                return () => connections.ConnectAsync(id, "another", good);
            case "IConnections.ReconnectAsync":
                return () => connections.ReconnectAsync(connection.Id, good);
            case "IConnections.DisconnectAsync":
                return () => connections.DisconnectAsync(connection.Id);
            case "IConnections.RenameAsync":
                return () => connections.RenameAsync(connection.Id, "renamed");
            case "IConnections.SetDefaultAsync":
                return () => connections.SetDefaultAsync(connection.Id);
            case "IConnections.SetBindingAsync":
                return () => connections.SetBindingAsync(template.Id, connection.Id);
            case "IConnections.RemoveBindingAsync":
                await connections.SetBindingAsync(template.Id, connection.Id);
                return () => connections.RemoveBindingAsync(template.Id);
            case "IConnections.RefreshAsync":
                return () => connections.RefreshAsync(connection.Id);
            case "IConnectionMaintenance.ApproveOriginAsync":
                await catalog.EditAsync(id, definition => definition with
                {
                    Endpoints =
                    [
                        .. definition.Endpoints,
                        new() { Id = "upload", Method = "GET", Path = "/x", BaseUrl = "https://uploads.example.com" },
                    ],
                });
                return () => Maintenance.ApproveOriginAsync(connection.Id, "https://uploads.example.com");
            case "IConnectionMaintenance.UpgradeAsync":
                await catalog.EditAsync(id, definition => definition with
                {
                    AuthMethods = [_engine.ClientCredentials() with { Scopes = ["write"] }],
                });
                return () => Maintenance.UpgradeAsync(connection.Id);
            case "IConnectionMaintenance.DeleteOrphanedSecretsAsync":
                return () => Maintenance.DeleteOrphanedSecretsAsync();
            default:
                return () => _engine.Services.GetRequiredService<IWebhookSecrets>()
                    .SetAsync(id, "orders", [new("whsec_Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5")]);
        }

        Task UseClientAsync(string clientId) => catalog.EditAsync(id, definition => definition with
        {
            AuthMethods = [_engine.ClientCredentials() with { ClientId = clientId }],
        });
    }
}

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>An error names the call or the setting that fixes it.</summary>
public sealed class RemedyTests : ConnectingTest
{
    private static readonly Owner Ada = Owner.User("ada");

    [Fact]
    public async Task No_connection()
    {
        var template = await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        var restricted = await LinkAsync(
            new() { Id = new("integration", "b"), ConnectorId = SystemId, AuthMethods = ["bearer"] });

        var exception = await RefusedAsync(ConnectorErrorCode.NoConnection, () => CallAsync(template));
        AssertNames(exception, "IConnections.ConnectAsync", "ISignIns.BeginAsync");
        AssertNames(
            await RefusedAsync(ConnectorErrorCode.NoConnection, () => CallAsync(restricted)), "with bearer");
    }

    [Fact]
    public async Task A_binding_to_a_deleted_connection()
    {
        var template = await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        await Engine.Services.GetRequiredService<IBindingStore>().SaveAsync(
            new() { Key = new(template.Id, Owner.Host), ConnectionId = new(Guid.NewGuid()) }, default);

        var exception = await RefusedAsync(ConnectorErrorCode.NoConnection, () => CallAsync(template));

        AssertNames(exception, "IConnections.SetBindingAsync", "RemoveBindingAsync");
    }

    [Fact]
    public async Task Several_connections_and_no_default()
    {
        var template = await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        await ConnectBearerAsync("one", "t");
        await ConnectBearerAsync("two", "t");

        var exception = await RefusedAsync(ConnectorErrorCode.AmbiguousConnection, () => CallAsync(template));

        AssertNames(exception, "IConnections.SetDefaultAsync", "SetBindingAsync");
    }

    [Fact]
    public async Task A_name_or_a_template_that_is_taken()
    {
        var template = await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        await ConnectBearerAsync("one", "t");

        AssertNames(
            await RefusedAsync(ConnectorErrorCode.AlreadyExists, () => ConnectBearerAsync("one", "t")),
            "ConnectRequest.WhenNameTaken",
            "IConnections.ReconnectAsync");
        AssertNames(
            await RefusedAsync(
                ConnectorErrorCode.AlreadyExists, () => Engine.Catalog.LinkAsync(template with { Revision = 0 })),
            "UnlinkAsync",
            "FindTemplateAsync");
    }

    [Fact]
    public async Task An_endpoint_of_a_connector_that_has_none()
    {
        await Engine.PublishAsync(Engine.Definition() with
        {
            Id = new("bare"),
            Endpoints = [],
            CheckEndpoint = null,
            AuthMethods = [new BearerAuth()],
        });
        var connection = await Connections.ConnectAsync(new()
        {
            ConnectorId = new("bare"),
            Name = "one",
            Credential = Credential.Bearer("t"),
            CheckCredential = false,
        });

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me"));

        Assert.Equal(ConnectorErrorCode.UnknownEndpoint, exception.Code);
        Assert.Contains("It has none", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IConnectorCatalog.EditAsync", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistyped_missing_and_used_objects()
    {
        var template = await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        var connection = await ConnectBearerAsync("one", "t");
        await Connections.SetBindingAsync(template.Id, connection.Id);
        var signIns = Engine.Services.GetRequiredService<ISignIns>();
        (ConnectorErrorCode Code, string Remedy, Func<Task> Call)[] mistakes =
        [
            (ConnectorErrorCode.UnknownEndpoint, "most similar ids are items/get, me",
                () => Engine.Catalog.LinkAsync(template with { Endpoints = ["items/gte"] })),
            (ConnectorErrorCode.InvalidArgument, "most similar ids are bearer, key",
                () => Engine.Catalog.LinkAsync(template with { AuthMethods = ["baerer"] })),
            (ConnectorErrorCode.NotFound, "SaveDraftAsync", () => Engine.Catalog.PublishAsync(SystemId)),
            (ConnectorErrorCode.InUse, "RemoveBindingAsync", () => Connections.DisconnectAsync(connection.Id)),
            (ConnectorErrorCode.InUse, "UnlinkAsync", () => Engine.Catalog.DeleteAsync(SystemId)),
            (ConnectorErrorCode.NotSupported, "ReconnectAsync", () => Connections.RefreshAsync(connection.Id)),
            (ConnectorErrorCode.InvalidArgument, "ConnectAsync", () => signIns.BeginAsync(new()
            {
                ConnectorId = SystemId,
                Name = "two",
                RedirectUri = new("https://host.example/callback"),
            })),
        ];

        foreach (var (code, remedy, call) in mistakes) AssertNames(await RefusedAsync(code, call), remedy);
    }

    [Fact]
    public async Task Another_origin()
    {
        await LinkAsync(new() { Id = new("integration", "a"), ConnectorId = SystemId });
        using var client = Engine.Clients.CreateClient(await ConnectBearerAsync("one", "t"));

        var exception = await RefusedAsync(
            ConnectorErrorCode.OriginNotAllowed, () => client.GetAsync("https://elsewhere.example/"));

        AssertNames(exception, "HttpClient", "IConnectionMaintenance.ApproveOriginAsync");
    }

    [Fact]
    public async Task A_binding_that_does_not_fit()
    {
        var template = await LinkAsync(
            new() { Id = new("integration", "a"), ConnectorId = SystemId, AuthMethods = ["key"] });
        var bearer = await ConnectBearerAsync("one", "t");
        await Engine.PublishAsync(Engine.Definition("other", new BearerAuth()));
        var other = await Connections.ConnectAsync(ConnectorId.Parse("other"), "one", Credential.Bearer("t"));
        var adas = await ConnectBearerAsync("hers", "t", Ada);

        AssertNames(await NotBoundAsync(template.Id, other.Id), "IConnections.ListAsync");
        AssertNames(await NotBoundAsync(template.Id, bearer.Id), "AuthMethods", "IConnectorCatalog.LinkAsync");
        var shared = await LinkAsync(new() { Id = new("integration", "b"), ConnectorId = SystemId });
        AssertNames(await NotBoundAsync(shared.Id, adas.Id), "ConnectRequest.Owner", "Sharing = PerOwner");
    }

    [Theory]
    [InlineData("key", "ReconnectAsync")]
    [InlineData("typo", "It has key, bearer")]
    [InlineData("oauth2", "OAuth2Auth.ClientId")]
    public async Task A_client_secret_for_a_method_without_a_host_client(string method, string remedy)
    {
        var code = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://auth.example/authorize",
            TokenUrl = "https://auth.example/token",
        };
        await PublishAsync([Key, new BearerAuth(), code]);

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidArgument,
            () => Engine.Catalog.SetClientSecretAsync(SystemId, method, new("secret")));

        AssertNames(exception, remedy);
        Assert.Equal(method, exception.Error.Location);
    }

    [Theory]
    [InlineData("oauth2", "typo")]
    [InlineData("typo", "client")]
    [InlineData("key", "client")]
    public async Task An_unknown_client_cannot_be_retired(string method, string client)
    {
        await PublishAsync([Key, Engine.ClientCredentials() with { ClientId = "client" }]);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("secret"));

        foreach (var force in new[] { false, true })
        {
            var exception = await RefusedAsync(
                ConnectorErrorCode.NotFound,
                () => Engine.Catalog.RetireClientAsync(SystemId, method, client, force));
            AssertNames(exception, method == "oauth2" ? "have one: client" : "have one: none");
        }

        await RefusedAsync(
            ConnectorErrorCode.NotFound,
            () => Engine.Catalog.RetireClientAsync(ConnectorId.Parse("typo"), "oauth2", "client"));
        Assert.Single(Secrets.Live);
    }

    [Fact]
    public async Task The_name_of_an_integration_cannot_contain_a_slash()
    {
        await PublishAsync([new BearerAuth()]);

        var applied = await Assert.ThrowsAsync<ArgumentException>(
            () => Engine.Catalog.ApplyAsync(new() { Connectors = [] }, "a/b"));
        Assert.Equal("integration", applied.ParamName);
        AssertNames(
            await RefusedAsync(
                ConnectorErrorCode.InvalidArgument,
                () => Engine.Catalog.LinkAsync(new() { Id = new("a/b", "c"), ConnectorId = SystemId })),
            "slash");
    }

    [Fact]
    public async Task An_unknown_template_name_of_an_applied_plan()
    {
        var plan = new IntegrationPlan
        {
            Connectors = [new() { TemplateName = "shop", Definition = Engine.Definition(methods: new BearerAuth()) }],
        };

        var templates = await Engine.Catalog.ApplyAsync(plan, "integration");

        var exception = Assert.Throws<KeyNotFoundException>(() => templates["shp"]);
        Assert.Contains("'shp'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("shop", exception.Message, StringComparison.Ordinal);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => templates[null!]).ParamName);
        Assert.Equal("shop", templates["shop"].Id.Name);
    }

    [Fact]
    public void User_names_and_client_ids_are_visible_fields_unless_the_user_name_is_the_secret()
    {
        var handlers = Engine.Services.GetRequiredService<AuthMethodHandlers>();

        Assert.Equal(["username"], Visible(new BasicAuth(), CredentialKind.Basic));
        Assert.Equal(["username"], Visible(new WsseAuth(), CredentialKind.Basic));
        Assert.Equal(["username"], Visible(new DigestAuth(), CredentialKind.Basic));
        Assert.Equal([], Visible(new BasicAuth { Password = "x" }, CredentialKind.Basic));
        Assert.Equal(["clientId"], Visible(Engine.ClientCredentials(), CredentialKind.OAuth2ClientCredentials));

        IEnumerable<string> Visible(AuthMethod method, CredentialKind kind) => handlers.For(method)
            .Fields(method, kind)
            .Where(field => field.IsVisible)
            .Select(field => field.Name);
    }

    private static ApiKeyAuth Key => ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key") with { Id = "key" };

    private Task<ConnectorException> NotBoundAsync(TemplateId template, ConnectionId connection) =>
        RefusedAsync(ConnectorErrorCode.InvalidArgument, () => Connections.SetBindingAsync(template, connection));

    private static void AssertNames(ConnectorException exception, params string[] remedies)
    {
        foreach (var remedy in remedies) Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
    }

    private Task<Connector> PublishAsync(AuthMethod[] methods) =>
        Engine.PublishAsync(Engine.Definition(methods: methods));

    private async Task<ConnectionTemplate> LinkAsync(ConnectionTemplate template)
    {
        await PublishAsync([Key, new BearerAuth()]);
        return await Engine.Catalog.LinkAsync(template);
    }

    private async Task CallAsync(ConnectionTemplate template)
    {
        using var client = Engine.Clients.CreateClient(template);
        (await client.GetAsync("me")).Dispose();
    }
}

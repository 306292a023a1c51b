using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>The OAuth clients of the host can be replaced, rotated and retired without ending a connection.</summary>
public sealed class HostClientTests : ConnectingTest
{
    private const string Old = "old-client";
    private const string New = "new-client";

    private static readonly ConnectorId OtherId = ConnectorId.Parse("other");
    private static readonly ConnectorId NoneId = ConnectorId.Parse("none");

    [Fact]
    public async Task Existing_connections_keep_the_id_and_the_secret_of_a_replaced_client()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        await EditClientAsync(New);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));

        await RefreshAsync(connection);
        Accept(New, "new-secret");
        var later = await Connections.ConnectAsync(Request("later"));

        Accept(Old, "old-secret");
        await RefreshAsync(connection);
        Accept(New, "new-secret");
        await RefreshAsync(later);
    }

    [Fact]
    public async Task The_secret_of_a_new_client_can_be_set_before_the_method_uses_the_client()
    {
        var connection = await ConnectAsync(Old, "old-secret");

        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"), New);

        await RefreshAsync(connection);
        await EditClientAsync(New);
        Accept(New, "new-secret");
        await Connections.ConnectAsync(Request("later"));
    }

    [Fact]
    public async Task A_secret_can_be_rotated_for_one_client_after_the_method_is_deleted()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        await Engine.Catalog.EditAsync(
            SystemId, definition => definition with { AuthMethods = [new BearerAuth()] });

        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("rotated"));

        Accept(Old, "rotated");
        await RefreshAsync(connection);
    }

    [Fact]
    public async Task A_new_secret_ends_the_wait_after_a_refusal_and_not_another_one()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        Accept(Old, "new-secret");
        for (var call = 0; call < 3; call++)
        {
            var refused = await RefusedAsync(
                ConnectorErrorCode.CredentialRefused, () => Connections.RefreshAsync(connection.Id));
            Assert.Contains("IConnectorCatalog.SetClientSecretAsync", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, External.TokenRequests);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));
        await RefreshAsync(connection);
        Assert.Equal(3, External.TokenRequests);

        External.TokenOutage = ScriptedResponse.Create(503, "");
        await RefusedAsync(ConnectorErrorCode.Unavailable, () => Connections.RefreshAsync(connection.Id));
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));
        await RefusedAsync(ConnectorErrorCode.Unavailable, () => Connections.RefreshAsync(connection.Id));
        Assert.Equal(4, External.TokenRequests);
    }

    [Fact]
    public async Task A_client_without_a_secret_is_told_where_to_set_it()
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method(New)));

        var refused = await RefusedAsync(
            ConnectorErrorCode.CredentialRefused, () => Connections.ConnectAsync(Request("acme")));

        Assert.Contains("has no secret", refused.Message, StringComparison.Ordinal);
        Assert.Contains("IConnectorCatalog.SetClientSecretAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_through_a_client_of_the_host_needs_no_credential()
    {
        await ConnectAsync(Old, "old-secret");

        var connection = await Connections.ConnectAsync(SystemId, "none", Credential.None);

        Assert.Equal("oauth2", Assert.Single(connection.Snapshot.Methods).Id);
        await RefreshAsync(connection);
        await Engine.PublishAsync(Engine.Definition(methods: [Method(Old), new NoAuth()]) with { Id = NoneId });
        var none = await Connections.ConnectAsync(new()
        {
            ConnectorId = NoneId,
            Name = "none",
            Credential = Credential.None,
            CheckCredential = false,
        });
        Assert.IsType<NoAuth>(Assert.Single(none.Snapshot.Methods));
        await Engine.PublishAsync(
            Engine.Definition(methods: [Method(Old), Method(New) with { Id = "other" }]) with { Id = OtherId });
        var several = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential,
            () => Connections.ConnectAsync(OtherId, "several", Credential.None));
        Assert.Contains(nameof(Credential.WithMethod), several.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_client_is_told_where_it_comes_from()
    {
        await Engine.PublishAsync(Engine.Definition());

        var refused = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(Request("acme")));

        Assert.Contains("Credential.OAuth2ClientCredentials", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SetClientSecretAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_with_sign_in_says_how_a_person_signs_in()
    {
        var code = Method(Old) with
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://shop.example/authorize",
        };
        await Engine.PublishAsync(Engine.Definition(methods: code));

        var refused = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(SystemId, "acme", Good));

        Assert.Contains("ISignIns.BeginAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_in_use_is_not_retired_and_the_error_lists_its_connections()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        await RefusedAsync(
            ConnectorErrorCode.InUse, () => Engine.Catalog.RetireClientAsync(SystemId, "oauth2", Old, force: true));
        await EditClientAsync(New);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));

        var refused = await RefusedAsync(
            ConnectorErrorCode.InUse, () => Engine.Catalog.RetireClientAsync(SystemId, "oauth2", Old));

        Assert.Equal([connection.Id.ToString()], refused.Error.Related);
        Assert.Equal(
            [connection.Id],
            (await Engine.Catalog.ListClientConnectionsAsync(SystemId, "oauth2", Old).ToListAsync())
                .Select(user => user.Id));
        await RefreshAsync(connection);
    }

    [Fact]
    public async Task An_unused_client_is_retired_with_its_secret()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        await EditClientAsync(New);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));
        Accept(New, "new-secret");
        await Engine.Services.GetRequiredService<IConnectionMaintenance>().UpgradeAsync(connection.Id);

        await Engine.Catalog.RetireClientAsync(SystemId, "oauth2", Old);

        var connector = (await Engine.Catalog.FindAsync(SystemId))!;
        Assert.Null(connector.FindClientSecret("oauth2", Old));
        Assert.NotNull(connector.FindClientSecret("oauth2", New));
        Assert.Single(Secrets.Live, reference => reference.Name == "client/oauth2");
        await RefreshAsync(connection);
    }

    [Fact]
    public async Task A_connection_with_its_own_client_does_not_use_the_client_of_the_host()
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method(Old)));
        await Connections.ConnectAsync(SystemId, "own", Good);

        Assert.Empty(await Engine.Catalog.ListClientConnectionsAsync(SystemId, "oauth2", Old).ToListAsync());
    }

    [Theory]
    [InlineData("oauth2", null)]
    [InlineData("oauth2", "any")]
    [InlineData("unknown", null)]
    public async Task A_secret_is_refused_if_no_method_uses_a_client_of_the_host(string method, string? client)
    {
        await Engine.PublishAsync(Engine.Definition());

        var refused = await RefusedAsync(
            ConnectorErrorCode.InvalidArgument,
            () => Engine.Catalog.SetClientSecretAsync(SystemId, method, new("secret"), client));

        Assert.Equal(method, refused.Error.Location);
        Assert.Empty(Secrets.Live);
    }

    [Fact]
    public async Task A_secret_stored_by_method_id_in_an_earlier_release_works_and_is_kept_for_its_client()
    {
        var connection = await ConnectAsync(Old, "old-secret");
        var store = Engine.Services.GetRequiredService<IConnectorStore>();
        var connector = (await store.FindAsync(SystemId, null, default))!;
        var reference = connector.FindClientSecret("oauth2", Old)!.Value;
        await store.SaveAsync(
            connector with { ClientSecrets = new Dictionary<string, SecretReference> { ["oauth2"] = reference } },
            default);

        await RefreshAsync(connection);
        await EditClientAsync(New);
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("new-secret"));

        await RefreshAsync(connection);
    }

    private async Task<Connection> ConnectAsync(string client, string secret)
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method(client)));
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new(secret));
        Accept(client, secret);
        return await Connections.ConnectAsync(Request("acme"));
    }

    private void Accept(string client, string secret) =>
        (External.ClientId, External.ClientSecret) = (client, secret);

    private OAuth2Auth Method(string client) => Engine.ClientCredentials() with { ClientId = client };

    private static ConnectRequest Request(string name) => new()
    {
        ConnectorId = SystemId,
        Name = name,
        Credential = Credential.For("oauth2", new Dictionary<string, string>()),
    };

    private Task<Connector> EditClientAsync(string client) => Engine.Catalog.EditAsync(
        SystemId, definition => definition with { AuthMethods = [Method(client)] });

    private async Task RefreshAsync(Connection connection) => await Connections.RefreshAsync(connection.Id);
}

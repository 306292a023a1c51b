using Versori.Connectors.Tests.SignIn;
using static Versori.Connectors.Tests.Servers.AuthorizationServerClients;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

[Trait("Kind", "Race")]
public sealed class GrantTests : IAsyncLifetime
{
    private SignInHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SignInHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Client_credentials_connect_to_a_real_server()
    {
        var connection = await ConnectAsync(
            Method(OAuth2Grant.ClientCredentials), Credential.OAuth2ClientCredentials(Service, ClientSecret));

        Assert.Equal("service", await Response(connection));
    }

    [Fact]
    public async Task A_client_authenticates_with_its_private_key()
    {
        var method = Method(OAuth2Grant.ClientCredentials) with
        {
            ClientAuthentication = OAuth2ClientAuthentication.PrivateKeyJwt,
            Issuer = _host.Server.Issuer.AbsoluteUri,
            ClientAssertion = new()
            {
                KeyId = Signer,
                HeaderParameters = new Dictionary<string, string> { ["typ"] = "client-authentication+jwt" },
            },
        };
        var connection = await ConnectAsync(method, Credential.For("oauth2", new Dictionary<string, string>
        {
            ["clientId"] = Signer,
            ["privateKey"] = _host.Server.SignerKey.ExportPkcs8PrivateKeyPem(),
        }));

        _host.Engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("signer", await Response(connection));
    }

    [Fact]
    public async Task A_token_is_exchanged_for_another()
    {
        using var probe = new Servers.AuthorizationServerProbe(_host.Server);
        var connection = await ConnectAsync(
            Method(OAuth2Grant.TokenExchange), Credential.For("oauth2", new Dictionary<string, string>
            {
                ["clientId"] = Service,
                ["clientSecret"] = ClientSecret,
                ["subjectToken"] = await probe.ClientCredentialsAsync(),
            }));

        Assert.Equal("service", await Response(connection));
        Assert.Equal(1, _host.Server.TokenRequestsFor("urn:ietf:params:oauth:grant-type:token-exchange"));
    }

    [Fact]
    public async Task A_device_connects_after_the_person_approves_on_another_device()
    {
        await PublishDeviceAsync();
        var device = await _host.Authorizations.BeginDeviceAsync(DeviceRequest());
        var waiting = _host.Authorizations.CompleteDeviceAsync(device.Id);
        // The first response has the codes, the second reports that the authorization is pending.
        await _host.Responses.WaitForAsync(2);

        await _host.Server.ApproveDeviceAsync(device.UserCode);
        await _host.Engine.Time.PassDelayAsync(TestContext.Current.CancellationToken);
        var connection = await waiting;

        Assert.Equal("alice", await Response(connection));
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(device.Id)));
    }

    [Fact]
    public async Task A_cancelled_wait_for_a_device_can_be_resumed()
    {
        await PublishDeviceAsync();
        var device = await _host.Authorizations.BeginDeviceAsync(DeviceRequest());
        using var giveUp = new CancellationTokenSource();
        var waiting = _host.Authorizations.CompleteDeviceAsync(device.Id, giveUp.Token);
        await _host.Responses.WaitForAsync(2);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await _host.Server.ApproveDeviceAsync(device.UserCode);

        Assert.Equal("acme", (await _host.Authorizations.CompleteDeviceAsync(device.Id)).Name);
    }

    [Fact]
    public async Task A_device_code_expires()
    {
        await PublishDeviceAsync();
        var device = await _host.Authorizations.BeginDeviceAsync(DeviceRequest());
        _host.Engine.Time.SetUtcNow(device.ExpiresAt);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Authorizations.CompleteDeviceAsync(device.Id));

        Assert.Equal(ConnectorErrorCode.InvalidCallback, exception.Code);
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(device.Id)));
    }

    [Fact]
    public async Task Introspection_returns_the_expiry_that_the_token_response_lacks()
    {
        var method = Method(OAuth2Grant.ClientCredentials) with
        {
            IntrospectionUrl = _host.Server.IntrospectionEndpoint.AbsoluteUri,
            TokenResponse = new() { Expiry = "not_there" },
        };

        var connection = await ConnectAsync(method, Credential.OAuth2ClientCredentials(Service, ClientSecret));

        Assert.InRange(
            connection.Tokens[0].ExpiresAt!.Value - _host.Engine.Time.GetUtcNow(),
            TimeSpan.FromMinutes(59),
            TimeSpan.FromMinutes(60));
    }

    private OAuth2Auth Method(OAuth2Grant grant) =>
        new() { Grant = grant, TokenUrl = _host.Server.TokenEndpoint.AbsoluteUri, Scopes = [Scope] };

    private Task<Connector> PublishDeviceAsync() => _host.PublishAsync(Method(OAuth2Grant.DeviceCode) with
    {
        DeviceAuthorizationUrl = _host.Server.DeviceAuthorizationEndpoint.AbsoluteUri,
        ClientAuthentication = OAuth2ClientAuthentication.None,
        ClientId = Native,
        Scopes = [Scope, "offline_access"],
    });

    private SignInRequest DeviceRequest() => new() { ConnectorId = _host.Connector, Name = "acme" };

    private async Task<Connection> ConnectAsync(OAuth2Auth method, Credential credential)
    {
        await _host.PublishAsync(method);
        return await _host.Engine.Connections.ConnectAsync(_host.Connector, "acme", credential);
    }

    private async Task<string> Response(Connection connection) =>
        await _host.Engine.Clients.CreateClient(connection).GetStringAsync("resource");
}

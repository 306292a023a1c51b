using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Servers;
using static Versori.Connectors.Tests.Servers.AuthorizationServerClients;

namespace Versori.Connectors.Tests.SignIn;

public sealed class SignInTests : IAsyncLifetime
{
    private SignInHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SignInHost.StartAsync();
        await _host.PublishAsync(_host.Code());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Signing_in_creates_a_working_connection()
    {
        var connection = await _host.SignInAsync();

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Equal("alice", await Response(connection));
        Assert.Equal([Scope, "offline_access"], connection.Tokens[0].Scopes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_secrets_of_the_sign_in_are_deleted_afterwards()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        Assert.Equal(1, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));

        await _host.CompleteAsync(authorization, await _host.VisitAsync(authorization));

        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));
    }

    [Fact]
    public async Task The_authorization_request_has_a_challenge_a_state_and_the_exact_redirect_uri()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());

        var query = QueryHelpers.ParseQuery(authorization.Url.Query);
        Assert.Equal(
            ["code", Web, RedirectUri, "S256"],
            new[] { "response_type", "client_id", "redirect_uri", "code_challenge_method" }
                .Select(name => query[name].ToString()));
        Assert.Equal(43, query["code_challenge"].ToString().Length);
        Assert.Equal(43, query["state"].ToString().Length);
        Assert.DoesNotContain(query["state"].ToString(), authorization.Id);
    }

    [Fact]
    public async Task An_expired_token_is_refreshed_and_its_refresh_token_rotated()
    {
        var connection = await _host.SignInAsync();
        for (var round = 0; round < 3; round++)
        {
            _host.Engine.Time.Advance(TimeSpan.FromHours(2));
            Assert.Equal("alice", await Response(connection));
        }

        Assert.Equal(3, _host.Server.TokenRequestsFor("refresh_token"));
    }

    [Fact]
    public async Task The_reuse_of_a_refresh_token_by_another_party_ends_the_connection()
    {
        var connection = await _host.SignInAsync();
        using var probe = new AuthorizationServerProbe(_host.Server);
        var stolen = (await Token(connection))["refreshToken"];
        await probe.RefreshAsync(stolen);
        _host.Engine.Time.Advance(TimeSpan.FromHours(2));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Response(connection));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
        Assert.DoesNotContain(stolen, exception.ToString());
    }

    [Fact]
    public async Task Signing_in_again_reactivates_an_ended_connection_under_its_id()
    {
        var connection = await _host.SignInAsync();
        await _host.Server.RevokeAllAsync();
        await Assert.ThrowsAsync<ConnectorException>(() => Response(connection));

        var again = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, ConnectionId = connection.Id, RedirectUri = new(RedirectUri) });

        Assert.Equal((connection.Id, ConnectionStatus.Active), (again.Id, again.Status));
        Assert.Equal("alice", await Response(connection));
    }

    [Fact]
    public async Task A_session_is_created_for_hosts_without_one()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request(session: null));

        var connection = await _host.CompleteAsync(authorization, await _host.VisitAsync(authorization));

        Assert.Equal(43, authorization.Session.Reveal().Length);
        Assert.Equal("acme", connection.Name);
    }

    [Fact]
    public async Task Another_process_over_the_same_stores_can_complete_a_sign_in()
    {
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_host.Engine.Time);
        services.AddSingleton(_host.Engine.Services.GetRequiredService<IConnectorStore>());
        services.AddSingleton(_host.Engine.Services.GetRequiredService<IConnectionStore>());
        services.AddSingleton(_host.Engine.Services.GetRequiredService<ISecretStore>());
        services.AddSingleton(_host.Engine.Services.GetRequiredService<IPendingSignInStore>());
        services.AddVersoriConnectors();
        await using var other = services.BuildServiceProvider();

        await other.GetRequiredService<ISignIns>()
            .CompleteAsync(new() { Uri = await _host.VisitAsync(authorization), Session = authorization.Session });

        Assert.Single(await _host.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_request_can_be_pushed_first()
    {
        await using var strict = await SignInHost.StartAsync(new() { RequirePushedAuthorizationRequests = true });
        await strict.PublishAsync(
            strict.Code() with { PushedAuthorizationUrl = strict.Server.PushedAuthorizationEndpoint.AbsoluteUri });

        var authorization = await strict.Authorizations.BeginAsync(strict.Request());
        await strict.CompleteAsync(authorization, await strict.VisitAsync(authorization));

        Assert.Equal(
            ["client_id", "request_uri"],
            QueryHelpers.ParseQuery(authorization.Url.Query).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_issuer_is_enough_to_sign_in()
    {
        await _host.PublishAsync(new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            Issuer = _host.Server.Issuer.AbsoluteUri,
            Scopes = [Scope, "offline_access"],
        });

        var connection = await _host.SignInAsync();

        var method = (OAuth2Auth)connection.Snapshot.Methods[0];
        Assert.Equal(_host.Server.TokenEndpoint.AbsoluteUri, method.TokenUrl);
        Assert.True(method.RequireIssuer);
        Assert.Equal("alice", await Response(connection));
    }

    [Fact]
    public async Task Disconnecting_revokes_both_tokens()
    {
        var connection = await _host.SignInAsync();
        var token = await Token(connection);
        using var probe = new AuthorizationServerProbe(_host.Server);
        Assert.Equal(HttpStatusCode.OK, await probe.TryAsync(token["accessToken"]));

        await _host.Engine.Connections.DisconnectAsync(connection.Id);

        Assert.Equal(HttpStatusCode.Unauthorized, await probe.TryAsync(token["accessToken"]));
        Assert.Equal("invalid_grant", (await probe.RefreshAsync(token["refreshToken"])).Error);
    }

    [Fact]
    public async Task The_client_of_the_host_signs_in_without_a_credential()
    {
        await _host.PublishAsync(_host.Code() with { ClientId = Web });
        await _host.Engine.Catalog.SetClientSecretAsync(_host.Connector, "oauth2", new(ClientSecret));

        var connection = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, Name = "acme", RedirectUri = new(RedirectUri) });

        Assert.Null(connection.Snapshot.Secrets);
        Assert.Equal("alice", await Response(connection));
    }

    [Fact]
    public async Task A_wrong_client_secret_of_the_host_ends_no_connection_and_correcting_it_restores_calls()
    {
        await _host.PublishAsync(_host.Code() with { ClientId = Web });
        await _host.Engine.Catalog.SetClientSecretAsync(_host.Connector, "oauth2", new(ClientSecret));
        var connection = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, Name = "acme", RedirectUri = new(RedirectUri) });
        await _host.Engine.Catalog.SetClientSecretAsync(_host.Connector, "oauth2", new("not this one"));
        _host.Engine.Time.Advance(TimeSpan.FromHours(2));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Response(connection));
        Assert.Equal(ConnectorErrorCode.CredentialRefused, exception.Code);
        Assert.Equal(ConnectionStatus.Active, (await _host.Engine.Connections.FindAsync(connection.Id))!.Status);

        await _host.Engine.Catalog.SetClientSecretAsync(_host.Connector, "oauth2", new(ClientSecret));
        _host.Engine.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("alice", await Response(connection));
        Assert.Equal(1, await _host.SecretsOfAsync(SecretHolder.For(_host.Connector)));
    }

    [Fact]
    public async Task Scopes_requested_at_sign_in_belong_to_the_connection()
    {
        var maintenance = _host.Engine.Services.GetRequiredService<IConnectionMaintenance>();
        var connection = await _host.SignInAsync(new()
        {
            ConnectorId = _host.Connector,
            Name = "acme",
            RedirectUri = new(RedirectUri),
            Client = Credential.OAuth2ClientCredentials(Web, ClientSecret),
            Scopes = [Scope],
        });
        Assert.Empty(await maintenance.ListDriftAsync(_host.Connector).ToListAsync());

        await _host.PublishAsync(_host.Code() with { Scopes = ["other"], RefreshMargin = TimeSpan.FromSeconds(7) });

        var drift = Assert.Single(await maintenance.ListDriftAsync(_host.Connector).ToListAsync());
        Assert.Equal("/refreshMargin", Assert.Single(drift.Differences).Pointer);
        var upgraded = await maintenance.UpgradeAsync(connection.Id);
        Assert.Equal([Scope], ((OAuth2Auth)upgraded.Snapshot.Methods[0]).Scopes);
        Assert.Empty(await maintenance.ListDriftAsync(_host.Connector).ToListAsync());
        var again = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, ConnectionId = connection.Id, RedirectUri = new(RedirectUri) });
        Assert.Equal([Scope], ((OAuth2Auth)again.Snapshot.Methods[0]).Scopes);
    }

    private async Task<string> Response(Connection connection) =>
        await _host.Engine.Clients.CreateClient(connection).GetStringAsync("resource");

    private async Task<IReadOnlyDictionary<string, string>> Token(Connection connection) =>
        Connectors.Connecting.SecretBundle.Unpack(
        (
            await _host.Engine.Services.GetRequiredService<ISecretStore>()
                .ReadAsync(connection.Tokens[0].Secret, default))!)!;
}

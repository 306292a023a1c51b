using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.SignIn;

public sealed class OAuth1SignInTests : IAsyncLifetime
{
    private static readonly RSA Rsa = RSA.Create(2048);

    private OAuth1Host _host = null!;

    public async ValueTask InitializeAsync() => _host = await OAuth1Host.StartAsync(Rsa);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(OAuth1SignatureMethod.HmacSha1, OAuth1Placement.Header, "POST")]
    [InlineData(OAuth1SignatureMethod.HmacSha1, OAuth1Placement.Query, "POST")]
    [InlineData(OAuth1SignatureMethod.HmacSha1, OAuth1Placement.Form, "POST")]
    [InlineData(OAuth1SignatureMethod.HmacSha256, OAuth1Placement.Header, "GET")]
    [InlineData(OAuth1SignatureMethod.HmacSha256, OAuth1Placement.Query, "GET")]
    [InlineData(OAuth1SignatureMethod.RsaSha1, OAuth1Placement.Header, "POST")]
    [InlineData(OAuth1SignatureMethod.Plaintext, OAuth1Placement.Form, "POST")]
    public async Task Signing_in_creates_a_working_connection(
        OAuth1SignatureMethod signature, OAuth1Placement placement, string verb)
    {
        await _host.PublishAsync(_host.Method() with
        {
            SignatureMethod = signature,
            TokenRequestPlacement = placement,
            TokenRequestMethod = verb,
            Realm = "photos \"1\"",
            TemporaryCredentialParameters = new Dictionary<string, string> { ["scope"] = "read write", ["empty"] = "" },
            TokenParameters = new Dictionary<string, string> { ["for"] = "{consumerKey}" },
        });
        var client = new Dictionary<string, string>
        {
            ["consumerKey"] = OAuth1Provider.ConsumerKey,
            ["consumerSecret"] = OAuth1Provider.ConsumerSecret,
        };
        if (signature == OAuth1SignatureMethod.RsaSha1)
            client = new()
            {
                ["consumerKey"] = OAuth1Provider.ConsumerKey,
                ["privateKey"] = Rsa.ExportPkcs8PrivateKeyPem(),
            };

        var connection = await _host.SignInAsync(new()
        {
            ConnectorId = _host.Connector,
            Name = "acme",
            RedirectUri = OAuth1Host.Callback,
            Session = new("session-1"),
            Client = Credential.For("oauth1", client),
        });

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Equal("alice", await _host.RespondAsync(connection));
        Assert.Equal("read write", _host.Provider.Requests[0].Parameters["scope"]);
        Assert.False(_host.Provider.Requests[0].Parameters.ContainsKey("empty"));
        Assert.Equal(OAuth1Provider.ConsumerKey, _host.Provider.Requests[1].Parameters["for"]);
    }

    [Fact]
    public async Task The_authorization_url_has_the_temporary_token_and_further_parameters_of_the_system()
    {
        await _host.PublishAsync(_host.Method() with
        {
            AuthorizationParameters = new Dictionary<string, string>
            {
                ["oauth_token"] = "",
                ["token"] = "{temporaryToken}",
                ["key"] = "{consumerKey}",
                ["expiration"] = "never",
            },
        });

        var authorization = await _host.Authorizations.BeginAsync(_host.Request());

        var query = QueryHelpers.ParseQuery(authorization.Url.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["theme"] = "dark",
                ["token"] = OAuth1Provider.Temporary,
                ["key"] = OAuth1Provider.ConsumerKey,
                ["expiration"] = "never",
            }, query);
        Assert.DoesNotContain(OAuth1Provider.Temporary, authorization.Id);
    }

    [Fact]
    public async Task Without_a_redirect_uri_the_user_enters_a_pin()
    {
        await _host.PublishAsync(_host.Method());
        var authorization = await _host.Authorizations.BeginAsync(_host.Request(outOfBand: true));

        var connection = await _host.Authorizations.CompleteWithPinAsync(
            authorization.Id, $" {_host.Provider.AgreeWithPin(authorization.Url)} ", authorization.Session);

        Assert.Equal("alice", await _host.RespondAsync(connection));
        Assert.Equal(0, await _host.SecretsOfAsync(SecretHolder.ForSignIn(authorization.Id)));
    }

    [Fact]
    public async Task A_pin_is_valid_once_and_only_in_its_session()
    {
        await _host.PublishAsync(_host.Method());
        var authorization = await _host.Authorizations.BeginAsync(_host.Request(outOfBand: true));
        var pin = _host.Provider.AgreeWithPin(authorization.Url);

        var foreign = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Authorizations.CompleteWithPinAsync(authorization.Id, pin, new("session-2")));
        var again = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Authorizations.CompleteWithPinAsync(authorization.Id, pin, authorization.Session));

        Assert.Equal(("session", "id"), (foreign.Error.Location, again.Error.Location));
        Assert.Single(_host.Provider.Requests);
    }

    [Fact]
    public async Task Values_of_the_callback_and_the_token_response_are_captured()
    {
        await _host.PublishAsync(_host.Method() with
        {
            Captures =
            [
                new() { Name = "user", Selector = "user_id", Pattern = "[0-9]+" },
                new() { Name = "realmId", From = CapturedValueSource.Callback },
            ],
        });

        var connection = await _host.SignInAsync();

        Assert.Equal(
            new Dictionary<string, string> { ["user"] = "42", ["realmId"] = "r1" }, connection.Snapshot.CapturedValues);
    }

    [Fact]
    public async Task Another_process_over_the_same_stores_can_complete_a_sign_in()
    {
        await _host.PublishAsync(_host.Method());
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        await using var other = Engine.EngineFixture.Beside(_host.Engine, configure: builder =>
            builder.Services.AddSingleton(_host.Engine.Services.GetRequiredService<IPendingSignInStore>()));

        await other.Authorizations.CompleteAsync(
            new() { Uri = _host.Provider.Agree(authorization.Url), Session = authorization.Session });

        Assert.Single(await _host.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_connection_keeps_working_after_its_method_is_replaced()
    {
        await _host.PublishAsync(_host.Method());
        var connection = await _host.SignInAsync();

        await _host.PublishAsync(new BearerAuth());

        await using var other = Engine.EngineFixture.Beside(_host.Engine);
        Assert.Equal("alice", await _host.RespondAsync(connection));
        Assert.Equal("alice", await other.CreateClient(connection).GetStringAsync("me"));
    }

    [Fact]
    public async Task Signing_in_again_keeps_the_consumer_of_the_connection()
    {
        await _host.PublishAsync(_host.Method());
        var connection = await _host.SignInAsync();
        _host.Provider.RevokeAll();

        var again = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, ConnectionId = connection.Id, RedirectUri = OAuth1Host.Callback });

        Assert.Equal(connection.Id, again.Id);
        Assert.Equal("alice", await _host.RespondAsync(again));
    }

    [Fact]
    public async Task A_token_with_a_session_handle_is_refreshed_and_one_without_ends()
    {
        await _host.PublishAsync(_host.Method());
        _host.Provider.Extra =
            "&oauth_expires_in=3600&oauth_session_handle=canary-handle&oauth_authorization_expires_in=10000";
        var connection = await _host.SignInAsync();
        _host.Engine.Time.Advance(TimeSpan.FromHours(2));
        _host.Provider.Extra = "&oauth_expires_in=3600";

        Assert.Equal("alice", await _host.RespondAsync(connection));
        Assert.Equal(1, _host.Provider.Refreshes);

        _host.Engine.Time.Advance(TimeSpan.FromHours(2));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.RespondAsync(connection));
        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
    }

    [Fact]
    public async Task A_permanently_refused_refresh_ends_the_connection()
    {
        await _host.PublishAsync(_host.Method());
        _host.Provider.Extra = "&oauth_expires_in=3600&oauth_session_handle=canary-handle";
        var connection = await _host.SignInAsync();
        _host.Provider.RevokeAll();
        _host.Engine.Time.Advance(TimeSpan.FromHours(2));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.RespondAsync(connection));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
        Assert.Equal(
            ConnectionStatus.NeedsReauthorization, (await _host.Engine.Connections.FindAsync(connection.Id))!.Status);
    }

    [Fact]
    public async Task Tokens_obtained_elsewhere_are_accepted()
    {
        await _host.PublishAsync(_host.Method());
        await _host.SignInAsync();

        var connection = await _host.Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = _host.Connector,
            Name = "given",
            Credential = Credential.For("oauth1", new Dictionary<string, string>
            {
                ["consumerKey"] = OAuth1Provider.ConsumerKey,
                ["consumerSecret"] = OAuth1Provider.ConsumerSecret,
                ["token"] = "token 0",
                ["tokenSecret"] = "canary-token-secret 0",
            }),
        });

        Assert.Equal("alice", await _host.RespondAsync(connection));
    }

    [Fact]
    public async Task A_rejected_credential_is_detected_before_anything_is_saved()
    {
        await _host.PublishAsync(_host.Method());
        var authorization = await _host.Authorizations.BeginAsync(_host.Request());
        _host.Provider.Instead["/api/me"] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.CompleteAsync(authorization, _host.Provider.Agree(authorization.Url)));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, exception.Code);
        Assert.Empty(await _host.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task Signing_in_again_keeps_the_other_credentials_of_the_connection()
    {
        await _host.PublishAsync(
            ApiKeyAuth.Create(CredentialLocation.Header, "X-App-Key") with { Id = "app" }, _host.Method());
        var connection = await _host.SignInAsync();
        await _host.Engine.Connections.ReconnectAsync(connection.Id,
        [
            Credential.ApiKey("app-key"),
            Credential.For("oauth1", new Dictionary<string, string>
            {
                ["consumerKey"] = OAuth1Provider.ConsumerKey,
                ["consumerSecret"] = OAuth1Provider.ConsumerSecret,
                ["token"] = "token 0",
                ["tokenSecret"] = "canary-token-secret 0",
            }),
        ]);

        var again = await _host.SignInAsync(
            new() { ConnectorId = _host.Connector, ConnectionId = connection.Id, RedirectUri = OAuth1Host.Callback });

        Assert.Equal(["app", "oauth1"], again.Snapshot.Methods.Select(method => method.Id));
        Assert.Equal("alice", await _host.RespondAsync(again));
        Assert.Equal("app-key", _host.Provider.Requests[^1].Headers["X-App-Key"]);
    }
}

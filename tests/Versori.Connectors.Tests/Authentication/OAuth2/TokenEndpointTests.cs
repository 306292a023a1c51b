using System.Text;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

[Trait("Kind", "Race")]
public sealed class TokenEndpointTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData(OAuth2RequestFormat.Form, "POST")]
    [InlineData(OAuth2RequestFormat.Json, "POST")]
    [InlineData(OAuth2RequestFormat.Query, "POST")]
    [InlineData(OAuth2RequestFormat.Form, "GET")]
    public async Task A_token_request_has_the_format_that_the_provider_accepts(
        OAuth2RequestFormat format, string httpMethod)
    {
        await ConnectAsync(
            Method() with
            {
                TokenRequestFormat = format,
                TokenRequestMethod = httpMethod,
                ClientAuthentication = OAuth2ClientAuthentication.Post,
            });

        var request = System.RecordedTokenRequests.Single();
        Assert.Equal(httpMethod, request.Method);
        Assert.Equal(
            ["client_credentials", "client", "secret"],
            new[] { "grant_type", "client_id", "client_secret" }.Select(name => request.Parameters[name]));
        Assert.Equal(format == OAuth2RequestFormat.Query || httpMethod == "GET", request.Body.IsEmpty);
    }

    // RFC 6749 §2.3.1: the id and the secret are form-encoded first.
    [Theory]
    [InlineData(false, "my+client%3A1:s%3Acr%25t+%26")]
    [InlineData(true, "my client+1:s:cr%t &")]
    public async Task Basic_client_authentication_encodes_by_default(bool plain, string expected)
    {
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1"}"""));
        System.AcceptBearer("access-1");
        var id = plain ? "my client+1" : "my client:1";

        await ConnectAsync(
            Method() with { UnencodedClientCredentials = plain }, Credential.OAuth2ClientCredentials(id, "s:cr%t &"));

        Assert.Equal(
            expected,
            Encoding.UTF8.GetString(
                Convert.FromBase64String(System.RecordedTokenRequests.Single().Authorization!["Basic ".Length..])));
    }

    [Fact]
    public async Task A_custom_header_can_authenticate_the_client()
    {
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1"}"""));
        System.AcceptBearer("access-1");

        await ConnectAsync(Method() with
        {
            ClientAuthentication = OAuth2ClientAuthentication.Header,
            ClientAuthenticationHeader = new() { Name = "X-Client", Value = "{clientId}/{clientSecret | base64}" },
        });

        Assert.Equal("client/c2VjcmV0", System.RecordedTokenRequests.Single().Headers["X-Client"]);
        Assert.Null(System.RecordedTokenRequests.Single().Authorization);
    }

    [Fact]
    public async Task Extra_parameters_and_headers_of_refreshes_are_sent_only_with_refreshes()
    {
        System.Tokens.IssueRefreshTokens = true;
        var first = System.Tokens.Issue();
        var connection = await ConnectAsync(
            Method(OAuth2Grant.AuthorizationCode) with
            {
                TokenParameters = new Dictionary<string, string> { ["audience"] = "https://{clientId}.example" },
                RefreshParameters = new Dictionary<string, string> { ["refresh"] = "yes" },
                RefreshHeaders = new Dictionary<string, string> { ["X-Refresh"] = "1" },
                IncludeScopesOnRefresh = true,
                Scopes = ["a", "b"],
                ScopeSeparator = ",",
            },
            Credential.OAuth2Tokens(first.AccessToken, first.RefreshToken, "client", "secret"));

        await _engine.Connections.RefreshAsync(connection.Id);

        var request = System.RecordedTokenRequests.Single();
        Assert.Equal(
            ["https://client.example", "yes", "a,b"],
            new[] { "audience", "refresh", "scope" }.Select(name => request.Parameters[name]));
        Assert.Equal("1", request.Headers["X-Refresh"]);
    }

    [Theory]
    [InlineData("""{"data":{"access_token":"access-9","refresh":"r"},"ok":true}""", "/data/access_token")]
    [InlineData("""[{"token":"access-9"}]""", "/0/token")]
    [InlineData("""{"authed_user":{"a/b":"access-9"}}""", "/authed_user/a~1b")]
    [InlineData("""{"jwt":"access-9"}""", "jwt")]
    public async Task The_access_token_is_placed_where_the_method_specifies(string response, string where)
    {
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, response));
        System.AcceptBearer("access-9");

        var connection = await ConnectAsync(Method() with { TokenResponse = new() { AccessToken = where } });

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
    }

    [Theory]
    [InlineData(
        "access_token=access-9&expires_in=60&scope=a%20b",
        "application/x-www-form-urlencoded",
        OAuth2TokenResponseFormat.Auto)]
    [InlineData("access_token=access-9&token_type=bearer", "text/plain", OAuth2TokenResponseFormat.Auto)]
    [InlineData("access_token=access-9", "text/html", OAuth2TokenResponseFormat.Form)]
    [InlineData("access-9\n", "text/plain", OAuth2TokenResponseFormat.Text)]
    [InlineData("""{"access_token":"access-9"}""", "text/html", OAuth2TokenResponseFormat.Auto)]
    public async Task A_token_response_can_be_a_form_or_plain_text(
        string response, string type, OAuth2TokenResponseFormat format)
    {
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, response, type));
        System.AcceptBearer("access-9");

        Assert.Equal(
            ConnectionCheckOutcome.Accepted,
            (await ConnectAsync(Method() with { TokenResponse = new() { Format = format } })).Check!.Outcome);
    }

    // The clock of the fixture is set to 2026-03-01T12:00:00Z.
    [Theory]
    [InlineData("token_revoked", true)]
    [InlineData("some_other", false)]
    public async Task A_provider_can_have_its_own_final_errors(string error, bool isFinal)
    {
        var connection = await ConnectAsync(
            Method() with { FinalErrors = ["token_revoked"], TokenResponse = new() { Error = "/problem/code" } });
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenOutage = ScriptedResponse.Create(200, $$$"""{"ok":false,"problem":{"code":"{{{error}}}"}}""");

        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Clients.CreateClient(connection).GetAsync("me"));

        Assert.Equal(
            isFinal ? ConnectionStatus.NeedsReauthorization : ConnectionStatus.Active,
            (await _engine.Connections.FindAsync(connection.Id))!.Status);
    }

    [Fact]
    public async Task A_provider_specific_transient_error_is_retried_after_the_backoff()
    {
        var connection = await ConnectAsync(Method() with { TransientErrors = ["invalid_grant"] });
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Clients.CreateClient(connection).GetAsync("me"));
        Assert.True(exception.Error.IsTransient);
        _engine.Time.Advance(TimeSpan.FromSeconds(2));

        (await _engine.Clients.CreateClient(connection).GetAsync("me")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task The_password_grant_is_repeated_if_the_refresh_token_is_refused()
    {
        System.Tokens.IssueRefreshTokens = true;
        var connection = await ConnectAsync(
            Method(OAuth2Grant.Password),
            Credential.For(
                "oauth2",
                new Dictionary<string, string>
                {
                    ["username"] = "ada",
                    ["password"] = "lovelace",
                    ["clientId"] = "client",
                    ["clientSecret"] = "secret",
                }));
        System.RevokeAll();

        (await _engine.Clients.CreateClient(connection).GetAsync("me")).EnsureSuccessStatusCode();

        Assert.Equal(
            ["password", "refresh_token", "password"],
            System.RecordedTokenRequests.Select(request => request.Parameters["grant_type"]));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_transient_status_is_not_final_whatever_the_body_contains(int status)
    {
        var connection = await ConnectAsync(Method());
        _engine.Time.Advance(TimeSpan.FromHours(2));
        System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_grant", status));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Clients.CreateClient(connection).GetAsync("me"));

        Assert.True(exception.Error.IsTransient);
        Assert.Equal(ConnectionStatus.Active, (await _engine.Connections.FindAsync(connection.Id))!.Status);
    }

    // The format of Google's service accounts (RFC 7523 §2.1).
    [Fact]
    public async Task A_signed_assertion_is_a_grant_and_is_new_for_each_request()
    {
        using var key = global::System.Security.Cryptography.RSA.Create(2048);
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1","expires_in":3600}"""));
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-2","expires_in":3600}"""));
        System.AcceptBearer("access-1");
        var method = Method(OAuth2Grant.JwtBearer) with
        {
            Fields = [new() { Name = "email" }],
            GrantAssertion = new()
            {
                Issuer = "{email}",
                Subject = "",
                Claims = new Dictionary<string, string> { ["scope"] = "drive" },
                KeyId = "key-1",
            },
        };
        var connection = await ConnectAsync(
            method, Credential.For(
                "oauth2",
                new Dictionary<string, string>
                {
                    ["email"] = "robot@example",
                    ["privateKey"] = key.ExportPkcs8PrivateKeyPem(),
                }));
        await _engine.Connections.RefreshAsync(connection.Id);

        var assertions = System.RecordedTokenRequests.Select(
            request =>
                new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(request.Parameters["assertion"])).ToArray();
        Assert.Equal(
            ["RS256", "key-1", "robot@example", System.TokenEndpoint.AbsoluteUri, "drive"],
            [
                assertions[0].Alg, assertions[0].Kid, assertions[0].Issuer, assertions[0].Audiences.Single(),
                assertions[0].GetClaim("scope").Value,
            ]);
        Assert.False(assertions[0].TryGetPayloadValue<string>("sub", out _));
        Assert.NotEqual(assertions[0].Id, assertions[1].Id);
        Assert.Equal(_engine.Time.GetUtcNow().AddMinutes(5).UtcDateTime, assertions[0].ValidTo);
    }

    [Fact]
    public async Task A_client_signs_an_assertion_with_its_secret()
    {
        System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1"}"""));
        System.AcceptBearer("access-1");

        await ConnectAsync(
            Method() with
            {
                ClientAuthentication = OAuth2ClientAuthentication.ClientSecretJwt,
                ClientAssertion = new() { Audience = "https://as.example" },
            },
            Credential.OAuth2ClientCredentials("client", "a secret that is long enough for it"));

        var assertion = System.RecordedTokenRequests.Single().Parameters["client_assertion"];
        var result = await new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler()
            .ValidateTokenAsync(assertion, new()
            {
                IssuerSigningKey = new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(
                "a secret that is long enough for it"u8.ToArray()),
                ValidAudience = "https://as.example",
                ValidIssuer = "client",
                ValidateLifetime = false,
            });
        Assert.True(result.IsValid);
        Assert.False(System.RecordedTokenRequests.Single().Parameters.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task A_failed_revocation_is_logged_and_the_connection_is_removed()
    {
        var connection = await ConnectAsync(
            Method() with { RevocationUrl = new Uri(System.BaseAddress, "/nowhere").AbsoluteUri });

        await _engine.Connections.DisconnectAsync(connection.Id);

        Assert.Null(await _engine.Connections.FindAsync(connection.Id));
        Assert.Contains(
            _engine.Logs.GetSnapshot(),
            record => record.Message.Contains("could not be revoked", StringComparison.Ordinal));
        Assert.All(_engine.Logs.GetSnapshot(), record => Assert.DoesNotContain("access-1", record.Message));
    }

    [Fact]
    public async Task A_token_endpoint_that_never_responds_times_out()
    {
        System.TokenGate.Close();
        var connecting = ConnectAsync(Method());
        await System.TokenRequestCounter.WaitForAsync(1);
        _engine.Time.Advance(TimeSpan.FromSeconds(31));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => connecting);

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (exception.Code, exception.Error.IsTransient));
        System.TokenGate.Open();
    }

    private OAuth2Auth Method(OAuth2Grant grant = OAuth2Grant.ClientCredentials) =>
        new() { Grant = grant, TokenUrl = System.TokenEndpoint.AbsoluteUri };

    private async Task<Connection> ConnectAsync(OAuth2Auth method, Credential? credential = null)
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        return await _engine.Connections.ConnectAsync(
            connector.Id, "acme", credential ?? Credential.OAuth2ClientCredentials("client", "secret"));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

public sealed class RefreshResponseTests : IAsyncLifetime
{
    private TokenServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TokenServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_refresh_response_can_have_its_own_format()
    {
        _server.Accepts = header => header != "Bearer access-1";
        _server
            .Returns(
                """{"access_token":"user-2","token_type":"user","refresh_token":"refresh-2","expires_in":60}""")
            .Returns(
                """{"access_token":"user-3","token_type":"user","refresh_token":"refresh-3","expires_in":60}""");
        var connection = await _server.ConnectAsync(_server.Code() with
        {
            AcceptedTokenTypes = ["user"],
            TokenResponse = new()
            {
                AccessToken = "/authed_user/access_token",
                RefreshToken = "/authed_user/refresh_token",
                Expiry = "/authed_user/expires_in",
            },
            RefreshResponse = new(),
        });

        Assert.Equal("Bearer user-2", (await _server.CallAsync(connection)).Authorization);
        _server.Engine.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Bearer user-3", (await _server.CallAsync(connection)).Authorization);

        Assert.Equal(
            ["refresh-1", "refresh-2"], _server.TokenRequests.Select(request => request.Parameters["refresh_token"]));
    }

    public static TheoryData<string> NotUnderstood => new(
        """{"refresh_token":"refresh-2"}""",
        """{"access_token":42,"refresh_token":"refresh-2"}""",
        """{"access_token":"a","expires_in":"soon","refresh_token":"refresh-2"}""",
        """{"access_token":"a","refresh_token_expires_in":"soon","refresh_token":"refresh-2"}""",
        """{"access_token":"a","token_type":"mac","refresh_token":"refresh-2"}""",
        """{"access_token":"a\u0000","refresh_token":"refresh-2"}""",
        """{"refresh_token":"refresh-2","error":"odd"}""");

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public async Task A_received_refresh_token_is_kept_when_the_rest_of_the_response_is_invalid(string response)
    {
        _server.Accepts = header => header == "Bearer access-2";
        _server.Returns(response).Returns("""{"access_token":"access-2"}""");
        var connection = await _server.ConnectAsync(_server.Code());

        await Assert.ThrowsAsync<ConnectorException>(() => _server.CallAsync(connection));
        _server.Engine.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("Bearer access-2", 200), await _server.CallAsync(connection));
        Assert.Equal(
            ["refresh-1", "refresh-2"], _server.TokenRequests.Select(request => request.Parameters["refresh_token"]));
    }

    [Fact]
    public async Task A_received_refresh_token_is_kept_when_the_follow_up_request_fails()
    {
        _server.Accepts = header => header == "Bearer final";
        _server.Returns("""{"access_token":"short","refresh_token":"refresh-2"}""")
            .Returns("""{"error":"invalid_request"}""", 400)
            .Returns("""{"access_token":"short","refresh_token":"refresh-3"}""")
            .Returns("""{"access_token":"final"}""");
        var connection = await _server.ConnectAsync(_server.Code() with
        {
            FollowUpRequest = new() { Url = _server.TokenUrl, Parameters = Map("exchange", "{accessToken}") },
        });

        await Assert.ThrowsAsync<ConnectorException>(() => _server.CallAsync(connection));
        _server.Engine.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("Bearer final", 200), await _server.CallAsync(connection));
        Assert.Equal("refresh-2", _server.TokenRequests[2].Parameters["refresh_token"]);
    }

    [Fact]
    public async Task A_refresh_can_extend_the_lifetime_without_a_new_token()
    {
        _server.Returns("""{"access_token":"access-2","expires_in":3600}""")
            .Returns("""{"expires_in":3600}""");
        var connection = await _server.ConnectAsync(_server.Code() with { RefreshKeepsAccessToken = true });
        await _server.Engine.Connections.RefreshAsync(connection.Id);

        var prolonged = await _server.Engine.Connections.RefreshAsync(connection.Id);

        Assert.Equal(_server.Engine.Time.GetUtcNow().AddHours(1), prolonged.Tokens[0].ExpiresAt);
        Assert.Equal(("Bearer access-2", 200), await _server.CallAsync(connection));
    }

    [Fact]
    public async Task Without_the_setting_a_response_without_a_token_is_an_error()
    {
        _server.Returns("""{"expires_in":3600}""");
        var connection = await _server.ConnectAsync(_server.Code());

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => _server.Engine.Connections.RefreshAsync(connection.Id));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/access_token"), (error.Code, error.Error.Location));
    }

    [Theory]
    [InlineData("?code=code-1", "authorization_code")]
    [InlineData("?admin_consent=True", "client_credentials")]
    public async Task After_consent_a_repeatable_grant_can_supply_the_tokens(string callback, string first)
    {
        _server.Returns("""{"access_token":"access-1","expires_in":60}""")
            .Returns("""{"access_token":"access-2","expires_in":60}""");
        await _server.PublishAsync(_server.Code() with { RefreshGrant = OAuth2Grant.ClientCredentials });
        var connection = await SignIns.SignInAsync(_server.Engine, callback);

        _server.Engine.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("Bearer access-2", 200), await _server.CallAsync(connection));
        Assert.Equal(
            [first, "client_credentials"], _server.TokenRequests.Select(request => request.Parameters["grant_type"]));
        Assert.True(connection.CanRefresh);
        Assert.Null(connection.UsableUntil);
    }

    [Fact]
    public async Task A_token_that_contains_its_expiry_is_refreshed_before_it_expires()
    {
        var expiry = _server.Engine.Time.GetUtcNow().AddMinutes(30);
        _server.Returns($$"""{"access_token":"{{Jwt(("exp", expiry.ToUnixTimeSeconds()))}}"}""")
            .Returns("""{"access_token":"access-2"}""");
        var connection = await _server.ConnectAsync(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = _server.TokenUrl },
            Credential.OAuth2ClientCredentials("client", "secret"));
        Assert.Equal(expiry, connection.Tokens[0].ExpiresAt);

        _server.Engine.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(("Bearer access-2", 200), await _server.CallAsync(connection));
    }

    [Fact]
    public async Task The_expiry_in_the_response_takes_precedence_over_the_one_in_the_token()
    {
        var now = _server.Engine.Time.GetUtcNow();
        var token = Jwt(("exp", now.AddDays(1).ToUnixTimeSeconds()));
        _server.Returns($$"""{"access_token":"{{token}}","expires_in":60}""");

        var connection = await _server.ConnectAsync(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = _server.TokenUrl },
            Credential.OAuth2ClientCredentials("client", "secret"));

        Assert.Equal(now.AddSeconds(60), connection.Tokens[0].ExpiresAt);
    }

    [Fact]
    public async Task The_expiry_of_an_imported_token_is_read_from_the_token()
    {
        var expiry = _server.Engine.Time.GetUtcNow().AddMinutes(30);

        var connection = await _server.ConnectAsync(
            _server.Code(), Credential.OAuth2Tokens(Jwt(("exp", expiry.ToUnixTimeSeconds()))));

        Assert.Equal((expiry, false), (connection.UsableUntil, connection.CanRefresh));
    }

    public static TheoryData<string, int, string, int[], string[], string[]> Refusals => new()
    {
        { """{"message":"Invalid refresh token"}""", 401, "application/json", [401], [], [] },
        { """{"message":"Invalid refresh token"}""", 401, "application/json", [], ["invalid REFRESH token"], [] },
        { """{"message":"Invalid refresh token"}""", 401, "application/json", [], [], ["Invalid refresh token"] },
        { "<html>Your grant is gone</html>", 400, "text/html", [], ["grant is gone"], [] },
        { "<html></html>", 400, "text/html", [400], [], [] },
        { "oops", 500, "text/plain", [500], [], [] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_method_can_make_a_refusal_final_by_status_or_text(
        string body, int status, string type, int[] statusCodes, string[] messages, string[] errors)
    {
        _server.Accepts = _ => false;
        _server.Returns(body, status, type);
        var connection = await _server.ConnectAsync(_server.Code() with
        {
            TokenResponse = new() { Error = errors.Length > 0 ? "message" : "error" },
            FinalStatusCodes = statusCodes,
            FinalMessages = messages,
            FinalErrors = errors,
        });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _server.CallAsync(connection));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, error.Code);
        Assert.Contains(ConnectionEventKind.NeedsReauthorization, _server.Engine.Events.Kinds);
        var store = _server.Engine.Services.GetRequiredService<IConnectionStore>();
        var saved = await store.FindAsync(connection.Id, default);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, saved!.Status);
    }

    [Fact]
    public async Task These_settings_do_not_change_other_refusals()
    {
        _server.Accepts = _ => false;
        _server.Returns("""{"message":"Try later"}""", 400);
        var connection = await _server.ConnectAsync(
            _server.Code() with { FinalStatusCodes = [401], FinalMessages = ["Invalid refresh token"] });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _server.CallAsync(connection));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, error.Code);
    }

    [Fact]
    public async Task A_connection_states_whether_and_until_when_it_can_refresh()
    {
        _server.Returns("""{"access_token":"access-2","expires_in":60,"refresh_token_expires_in":86400}""");
        var connection = await _server.ConnectAsync(_server.Code());
        Assert.Equal((true, (DateTimeOffset?)null), (connection.CanRefresh, connection.UsableUntil));

        var refreshed = await _server.Engine.Connections.RefreshAsync(connection.Id);

        var end = _server.Engine.Time.GetUtcNow().AddDays(1);
        Assert.Equal((true, end), (refreshed.CanRefresh, refreshed.UsableUntil));
        var health = await _server.Engine.Services.GetRequiredService<IConnectionMaintenance>()
            .GetHealthAsync(connection.Id);
        Assert.Equal((true, end), (health.CanRefresh, health.UsableUntil));
    }

    [Theory]
    [InlineData("""{"access_token":"a","token_type":"mac"}""", false)]
    [InlineData("""{"access_token":"a","token_type":"DPoP"}""", false)]
    [InlineData("""{"access_token":"a","token_type":"bearer"}""", true)]
    [InlineData("""{"access_token":"a"}""", true)]
    public async Task A_token_of_an_unknown_type_is_not_used(string response, bool isUsed)
    {
        _server.Returns(response);
        var connecting = _server.ConnectAsync(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = _server.TokenUrl },
            Credential.OAuth2ClientCredentials("client", "secret"));

        if (isUsed)
        {
            Assert.Equal("Bearer a", (await _server.CallAsync(await connecting)).Authorization);
            return;
        }

        var error = await Assert.ThrowsAsync<ConnectorException>(() => connecting);
        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/token_type"), (error.Code, error.Error.Location));
    }

    internal static string Jwt(params (string Name, object Value)[] claims) => new JsonWebTokenHandler().CreateToken(
        new SecurityTokenDescriptor
        {
            Claims = claims.ToDictionary(claim => claim.Name, claim => claim.Value),
            SigningCredentials = new(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256),
        });

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };
}

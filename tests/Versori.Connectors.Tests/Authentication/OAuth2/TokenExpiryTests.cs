using System.Text.Json.Nodes;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>The expiry of a token, read from the response of the token endpoint.</summary>
public sealed class TokenExpiryTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData(OAuth2ExpiryUnit.Seconds, "3600")]
    [InlineData(OAuth2ExpiryUnit.Seconds, "\"3600\"")]
    [InlineData(OAuth2ExpiryUnit.Milliseconds, "3600000")]
    [InlineData(OAuth2ExpiryUnit.Minutes, "60")]
    [InlineData(OAuth2ExpiryUnit.UnixSeconds, "1772370000")]
    [InlineData(OAuth2ExpiryUnit.UnixMilliseconds, "\"1772370000000\"")]
    [InlineData(OAuth2ExpiryUnit.Date, "\"2026-03-01T13:00:00Z\"")]
    [InlineData(OAuth2ExpiryUnit.Date, "\"2026-03-01T14:00:00+01:00\"")]
    [InlineData(OAuth2ExpiryUnit.Date, "\"2026-03-01 13:00:00\"")]
    [InlineData(OAuth2ExpiryUnit.Time, "1772370000")]
    [InlineData(OAuth2ExpiryUnit.Time, "1772370000000")]
    [InlineData(OAuth2ExpiryUnit.Time, "\"1772370000\"")]
    [InlineData(OAuth2ExpiryUnit.Time, "\"2026-03-01T14:00:00+01:00\"")]
    public async Task An_expiry_is_read_in_its_unit(OAuth2ExpiryUnit unit, string value)
    {
        System.TransformTokenResponse = json => json["expires_in"] = JsonNode.Parse(value);

        var connection = await ConnectAsync(Method() with { TokenResponse = new() { ExpiryUnit = unit } });

        Assert.Equal(DateTimeOffset.Parse("2026-03-01T13:00:00Z"), connection.Tokens[0].ExpiresAt);
    }

    [Theory]
    [InlineData(OAuth2ExpiryUnit.Date, "\"tomorrow\"")]
    [InlineData(OAuth2ExpiryUnit.Date, "3600")]
    [InlineData(OAuth2ExpiryUnit.UnixSeconds, "3600")]
    [InlineData(OAuth2ExpiryUnit.UnixSeconds, "1772366400")]
    [InlineData(OAuth2ExpiryUnit.Date, "\"2026-03-01T11:59:59Z\"")]
    [InlineData(OAuth2ExpiryUnit.Seconds, "[]")]
    [InlineData(OAuth2ExpiryUnit.Time, "[]")]
    [InlineData(OAuth2ExpiryUnit.Time, "\"tomorrow\"")]
    [InlineData(OAuth2ExpiryUnit.Time, "3600")]
    public async Task An_invalid_or_past_expiry_is_an_error_that_names_the_field(OAuth2ExpiryUnit unit, string value)
    {
        System.TransformTokenResponse = json => json["expires_in"] = JsonNode.Parse(value);

        await Refused("/expires_in", Method() with { TokenResponse = new() { ExpiryUnit = unit } });
    }

    [Theory]
    [InlineData("1772370000", 60)]
    [InlineData("1772370000000", 60)]
    [InlineData("\"2026-03-01T13:00:00Z\"", 60)]
    [InlineData("\"tomorrow\"", 5)]
    [InlineData("3600", 5)]
    [InlineData("{}", 5)]
    public async Task A_future_time_is_the_expiry_if_the_response_has_no_lifetime(string value, int minutes)
    {
        System.TransformTokenResponse = json =>
        {
            json.Remove("expires_in");
            json["expires_at"] = JsonNode.Parse(value);
        };

        var connection = await ConnectAsync(Method() with { DefaultLifetime = TimeSpan.FromMinutes(5) });

        Assert.Equal(_engine.Time.GetUtcNow().AddMinutes(minutes), connection.Tokens[0].ExpiresAt);
    }

    [Theory]
    [InlineData("expires_in", OAuth2ExpiryUnit.Seconds, 1)]
    [InlineData("expires_at", OAuth2ExpiryUnit.Time, 60)]
    [InlineData("elsewhere", OAuth2ExpiryUnit.Seconds, null)]
    public async Task A_lifetime_takes_precedence_over_a_time_and_a_named_field_over_both(
        string field, OAuth2ExpiryUnit unit, int? minutes)
    {
        System.TransformTokenResponse = json => (json["expires_in"], json["expires_at"]) = (60, 1772370000);

        var connection = await ConnectAsync(
            Method() with { TokenResponse = new() { Expiry = field, ExpiryUnit = unit } });

        Assert.Equal(
            minutes is { } some ? _engine.Time.GetUtcNow().AddMinutes(some) : null, connection.Tokens[0].ExpiresAt);
    }

    [Fact]
    public async Task A_fixed_lifetime_takes_precedence_over_the_response()
    {
        var connection = await ConnectAsync(Method() with { FixedLifetime = TimeSpan.FromMinutes(5) });

        Assert.Equal(_engine.Time.GetUtcNow().AddMinutes(5), connection.Tokens[0].ExpiresAt);
    }

    [Theory]
    [InlineData("refresh_expires_in")]
    [InlineData("x_refresh_token_expires_in")]
    public async Task An_expired_refresh_token_requires_a_new_sign_in_without_a_request(string name)
    {
        System.Tokens.IssueRefreshTokens = System.Tokens.RotateRefreshTokens = true;
        System.TransformTokenResponse = json => json[name] = 7200;
        var first = System.Tokens.Issue();
        var connection = await ConnectAsync(
            Method(OAuth2Grant.AuthorizationCode), Credential.OAuth2Tokens(
                first.AccessToken, first.RefreshToken, "client", "secret"));
        connection = await _engine.Connections.RefreshAsync(connection.Id);
        Assert.Equal(_engine.Time.GetUtcNow().AddHours(2), connection.Tokens[0].RefreshTokenExpiresAt);
        _engine.Time.Advance(TimeSpan.FromHours(3));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.Clients.CreateClient(connection).GetAsync("me"));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
        Assert.Equal(1, System.TokenRequests);
    }

    private OAuth2Auth Method(OAuth2Grant grant = OAuth2Grant.ClientCredentials) =>
        new() { Grant = grant, TokenUrl = System.TokenEndpoint.AbsoluteUri };

    private async Task<Connection> ConnectAsync(OAuth2Auth method, Credential? credential = null)
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        return await _engine.Connections.ConnectAsync(
            connector.Id, "acme", credential ?? Credential.OAuth2ClientCredentials("client", "secret"));
    }

    private async Task Refused(string location, OAuth2Auth method)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(method));
        Assert.Equal((ConnectorErrorCode.InvalidResponse, location), (exception.Code, exception.Error.Location));
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }
}

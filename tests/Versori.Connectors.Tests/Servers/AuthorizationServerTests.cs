using System.Net;
using Microsoft.Extensions.Time.Testing;
using static Versori.Connectors.Tests.Servers.AuthorizationServerClients;

namespace Versori.Connectors.Tests.Servers;

public sealed class AuthorizationServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private AuthorizationServer _server = null!;
    private AuthorizationServerProbe _probe = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServer.StartAsync(
            new() { Time = _time, AccessTokenLifetime = TimeSpan.FromMinutes(5) });
        _probe = new(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_token_from_client_credentials_is_valid_until_it_expires()
    {
        var token = await _probe.ClientCredentialsAsync();

        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(token));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await _probe.TryAsync(token));
        Assert.Equal(1, _server.TokenRequestsFor("client_credentials"));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_counted()
    {
        var response = await _probe.TokenAsync(Service, "wrong", ("grant_type", "client_credentials"));

        Assert.Equal("invalid_client", response.Error);
        Assert.Equal(1, _server.TokenRequests);
    }

    [Fact]
    public async Task A_code_is_valid_once_and_only_with_its_verifier()
    {
        var (code, verifier) = await _probe.AuthorizeAsync();
        var wrong = await _probe.RedeemAsync(code, "not-the-verifier-not-the-verifier-not-the-verifier");
        Assert.Equal("invalid_grant", wrong.Error);

        var response = await _probe.RedeemAsync(code, verifier);
        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(response.AccessToken));
        Assert.Equal("invalid_grant", (await _probe.RedeemAsync(code, verifier)).Error);
    }

    [Fact]
    public async Task A_user_who_denies_consent_returns_with_an_error()
    {
        _server.DenyAuthorization = true;

        var back = await _probe.AuthorizeAtAsync(_probe.AuthorizationQuery());

        Assert.Equal("access_denied", back["error"]);
        Assert.Equal(_server.Issuer.ToString(), back["iss"]);
    }

    [Fact]
    public async Task A_refresh_token_is_valid_once_and_its_reuse_ends_the_grant()
    {
        var (code, verifier) = await _probe.AuthorizeAsync();
        var first = await _probe.RedeemAsync(code, verifier);
        var second = await _probe.RefreshAsync(first.RefreshToken);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(second.AccessToken));

        var reused = await _probe.RefreshAsync(first.RefreshToken);

        Assert.Equal("invalid_grant", reused.Error);
        Assert.Equal("invalid_grant", (await _probe.RefreshAsync(second.RefreshToken)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, await _probe.TryAsync(second.AccessToken));
        Assert.Equal(3, _server.TokenRequestsFor("refresh_token"));
    }

    [Fact]
    public async Task Introspection_distinguishes_a_valid_token_from_a_revoked_one()
    {
        var token = await _probe.ClientCredentialsAsync();
        Assert.True(await _probe.IsActiveAsync(token));

        Assert.Equal(HttpStatusCode.OK, await _probe.RevokeAsync(token));

        Assert.False(await _probe.IsActiveAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await _probe.TryAsync(token));
    }

    [Fact]
    public async Task Revoking_all_tokens_revokes_refresh_tokens_too()
    {
        var (code, verifier) = await _probe.AuthorizeAsync();
        var response = await _probe.RedeemAsync(code, verifier);

        await _server.RevokeAllAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await _probe.TryAsync(response.AccessToken));
        Assert.Equal("invalid_grant", (await _probe.RefreshAsync(response.RefreshToken)).Error);
        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(await _probe.ClientCredentialsAsync()));
    }

    [Fact]
    public async Task A_device_waits_until_the_user_agrees()
    {
        var device = await _probe.PostAsync(
            _server.DeviceAuthorizationEndpoint, ("client_id", Native), ("scope", "api offline_access"));
        (string, string)[] poll =
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", Native),
            ("device_code", device.Json.GetProperty("device_code").GetString()!),
        ];

        Assert.Equal("authorization_pending", (await _probe.PostAsync(_server.TokenEndpoint, poll)).Error);
        await _server.ApproveDeviceAsync(device.Json.GetProperty("user_code").GetString()!);

        Assert.Equal(
            HttpStatusCode.OK,
            await _probe.TryAsync((await _probe.PostAsync(_server.TokenEndpoint, poll)).AccessToken));
    }

    [Fact]
    public async Task A_token_can_be_exchanged_for_another()
    {
        var subject = await _probe.ClientCredentialsAsync();

        var response = await _probe.TokenAsync(
            Service, ClientSecret,
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", subject),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("scope", Scope));

        Assert.NotEqual(subject, response.AccessToken);
        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(response.AccessToken));
    }

    [Fact]
    public async Task A_client_can_authenticate_with_its_own_key()
    {
        var response = await _probe.PostAsync(
            _server.TokenEndpoint,
            ("grant_type", "client_credentials"),
            ("client_id", Signer),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", _probe.Assertion(_time.GetUtcNow())));

        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(response.AccessToken));
    }

    [Fact]
    public async Task A_request_can_be_pushed_first()
    {
        var pushed = await _probe.PostAsync(
            _server.PushedAuthorizationEndpoint, [.. _probe.AuthorizationQuery(), ("client_secret", ClientSecret)]);

        var back = await _probe.AuthorizeAtAsync(
            [("client_id", Web), ("request_uri", pushed.Json.GetProperty("request_uri").GetString()!)]);
        var response = await _probe.RedeemAsync(back["code"], _probe.Verifier);

        Assert.Equal(HttpStatusCode.OK, await _probe.TryAsync(response.AccessToken));
    }

    [Fact]
    public async Task A_request_that_is_not_pushed_is_refused_if_pushing_is_required()
    {
        await using var strict = await AuthorizationServer.StartAsync(
            new() { RequirePushedAuthorizationRequests = true });
        using var probe = new AuthorizationServerProbe(strict);

        var back = await probe.AuthorizeAtAsync(probe.AuthorizationQuery());

        Assert.NotEqual("", back["error"]);
    }

    [Fact]
    public async Task Discovery_lists_every_endpoint()
    {
        var document = await _probe.GetJsonAsync(new Uri(_server.Issuer, ".well-known/openid-configuration"));

        string[] names =
        [
            "token", "authorization", "introspection", "revocation", "device_authorization",
            "pushed_authorization_request",
        ];
        Uri[] expected =
        [
            _server.TokenEndpoint, _server.AuthorizationEndpoint, _server.IntrospectionEndpoint,
            _server.RevocationEndpoint,
            _server.DeviceAuthorizationEndpoint, _server.PushedAuthorizationEndpoint,
        ];
        Assert.Equal(expected, names.Select(name => new Uri(document.GetProperty($"{name}_endpoint").GetString()!)));
    }
}

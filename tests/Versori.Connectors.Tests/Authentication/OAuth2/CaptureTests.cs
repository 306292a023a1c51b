using System.Buffers.Text;
using System.Net;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

public sealed class CaptureTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    private ScriptedExternalSystem System => _engine.System;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_captured_url_becomes_the_base_url_and_fixes_the_origin()
    {
        System.TransformTokenResponse = json => json["instance_url"] = System.BaseAddress.AbsoluteUri;

        var connection = await ConnectAsync("{instance_url}/api", new CapturedValue { Name = "instance_url" });

        Assert.Equal([System.BaseAddress.GetLeftPart(UriPartial.Authority)], connection.Snapshot.Origins);
        Assert.Equal(HttpStatusCode.OK, (await _engine.Clients.CreateClient(connection).GetAsync("me")).StatusCode);
        await using var second = EngineFixture.Beside(_engine);
        Assert.Equal(HttpStatusCode.OK, (await second.CreateClient(connection).GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_later_response_cannot_redirect_the_credentials_to_another_origin()
    {
        System.TransformTokenResponse = json => json["instance_url"] = System.BaseAddress.AbsoluteUri;
        var connection = await ConnectAsync("{instance_url}/api", new CapturedValue { Name = "instance_url" });
        System.TransformTokenResponse = json => json["instance_url"] = "https://evil.example";
        _engine.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.OK, (await _engine.Clients.CreateClient(connection).GetAsync("me")).StatusCode);
        Assert.Equal(connection.Snapshot, (await _engine.Connections.FindAsync(connection.Id))!.Snapshot);
    }

    [Theory]
    [InlineData("https://evil.example#@127.0.0.1")]
    [InlineData("https://user@evil.example")]
    [InlineData("http://plain.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task An_unsafe_captured_url_is_refused(string address)
    {
        System.TransformTokenResponse = json => json["instance_url"] = address;

        await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectAsync("{instance_url}/api", new CapturedValue { Name = "instance_url" }));

        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
        Assert.Equal(0, System.ApiRequests);
    }

    [Fact]
    public async Task A_captured_value_that_does_not_match_its_pattern_is_refused_by_name()
    {
        System.TransformTokenResponse = json => json["tenant"] = "a/b";

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectAsync(null, new CapturedValue { Name = "tenant", Pattern = "[a-z]+" }));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/tenant"), (exception.Code, exception.Error.Location));
        Assert.DoesNotContain("a/b", exception.Message);
    }

    [Fact]
    public async Task A_missing_required_value_is_refused_by_name()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectAsync(null, new CapturedValue { Name = "tenant", Selector = "/data/tenant" }));

        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/data/tenant"), (exception.Code, exception.Error.Location));
    }

    [Fact]
    public async Task Claims_of_the_tokens_can_be_captured_and_used_in_the_placement()
    {
        var claims = Base64Url.EncodeToString("""{"org":{"id":42}}"""u8);
        System.TransformTokenResponse = json => json["id_token"] = $"e30.{claims}.c2ln";
        System.AcceptApiKey("42:access-1", "X-Token");
        var capture = new CapturedValue
        {
            Name = "org",
            From = CapturedValueSource.IdTokenClaims,
            Selector = "/org/id",
        };

        var connection = await ConnectAsync(
            null,
            capture,
            method => method with { TokenPlacement = new() { Name = "X-Token", Value = "{org}:{accessToken}" } });

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Equal("42", connection.Snapshot.CapturedValues["org"]);
    }

    [Fact]
    public async Task A_captured_secret_is_not_in_the_snapshot_and_is_kept_across_refreshes()
    {
        System.TransformTokenResponse = json => json["api_key"] = "canary-key";
        System.AcceptApiKey("canary-key", "X-Key");
        var connection = await ConnectAsync(
            null, new CapturedValue { Name = "api_key", IsSecret = true }, method =>
                method with { TokenPlacement = new() { Name = "X-Key", Value = "{api_key}" } });
        System.TransformTokenResponse = null;
        _engine.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.OK, (await _engine.Clients.CreateClient(connection).GetAsync("me")).StatusCode);
        Assert.Equal(2, System.TokenRequests);
        Assert.DoesNotContain(
            "canary-key",
            global::System.Text.Json.JsonSerializer.Serialize(connection, Serialization.ConnectorJson.Options));
    }

    private async Task<Connection> ConnectAsync(
        string? baseUrl, CapturedValue capture, Func<OAuth2Auth, OAuth2Auth>? change = null)
    {
        var method = _engine.ClientCredentials() with { Captures = [capture] };
        var definition = _engine.Definition(methods: change?.Invoke(method) ?? method);
        var connector = await _engine.PublishAsync(
            baseUrl is null ? definition : definition with { BaseUrl = baseUrl });
        return await _engine.Connections.ConnectAsync(
            connector.Id, "acme", Credential.OAuth2ClientCredentials("client", "secret"));
    }
}

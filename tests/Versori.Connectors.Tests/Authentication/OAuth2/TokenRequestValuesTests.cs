using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>The values in the requests that obtain a token.</summary>
public sealed class TokenRequestValuesTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _engine.System.AcceptBearer("access-1");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Time_and_nonce_are_the_same_within_one_request_and_different_in_the_next()
    {
        _engine.System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1"}"""));
        _engine.System.TokenFaults.Enqueue(ScriptedResponse.Create(200, """{"access_token":"access-1"}"""));
        var method = Method() with
        {
            TokenHeaders = new Dictionary<string, string> { ["X-Nonce"] = "{nonce}", ["X-Time"] = "{now(\"unix\")}" },
            TokenParameters = new Dictionary<string, string> { ["signed"] = "{nonce}" },
        };
        var connection = await ConnectAsync(method);

        await _engine.Connections.RefreshAsync(connection.Id);

        var requests = _engine.System.RecordedTokenRequests;
        Assert.All(requests, request => Assert.Equal(request.Headers["X-Nonce"], request.Parameters["signed"]));
        Assert.Equal(2, requests.Select(request => request.Headers["X-Nonce"]).Distinct().Count());
        Assert.Equal(
            _engine.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            requests[^1].Headers["X-Time"]);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, false)]
    public async Task The_expiry_is_requested_from_the_server_named_in_the_response(int status, bool isKnown)
    {
        var expires = _engine.Time.GetUtcNow().AddMinutes(20);
        await using var instance = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync($$"""{"active":true,"exp":{{expires.ToUnixTimeSeconds()}}}""");
        });
        var url = instance.BaseAddress.AbsoluteUri.TrimEnd('/');
        _engine.System.TokenFaults.Enqueue(
            ScriptedResponse.Create(200, $$"""{"access_token":"access-1","instance_url":"{{url}}"}"""));
        var method = Method() with
        {
            IntrospectionUrl = "{instance_url}/introspect",
            Captures =
            [
                new() { Name = "instance_url", Selector = "instance_url", Pattern = "http://127\\.0\\.0\\.1:[0-9]+" },
            ],
        };

        var connection = await ConnectAsync(method);

        Assert.Equal("/introspect", Assert.Single(instance.Requests).Path);
        Assert.Equal(isKnown ? expires.ToUnixTimeSeconds() : null, connection.Tokens[0].ExpiresAt?.ToUnixTimeSeconds());
    }

    private OAuth2Auth Method() => new()
    {
        Grant = OAuth2Grant.ClientCredentials,
        TokenUrl = _engine.System.TokenEndpoint.AbsoluteUri,
        DefaultLifetime = null,
    };

    private async Task<Connection> ConnectAsync(OAuth2Auth method)
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        return await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials("client", "secret"),
        });
    }
}

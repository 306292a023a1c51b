using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>A server that changes its nonce under load (RFC 9449 §8, §9).</summary>
public sealed class DpopNonceTests : IAsyncLifetime
{
    private const int Callers = 200;

    private readonly Lock _gate = new();
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string _nonce = "nonce-0";
    private string? _next;
    private string _type = "DPoP";
    private int _changes;
    private int _seen;
    private int _refusals;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(RespondAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task With_five_nonce_changes_none_of_200_callers_receives_a_401()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        _changes = 5;
        _refusals = 0;

        var responses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => client.GetAsync("me")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.InRange(_refusals, 1, 5 * Callers);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Callers_refused_together_each_send_one_more_request()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());
        await client.GetAsync("me");
        _nonce = "nonce-other";
        _refusals = 0;

        var responses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => client.GetAsync("me")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.InRange(_refusals, 1, Callers);
    }

    [Fact]
    public async Task A_nonce_in_a_successful_response_is_used()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());
        await client.GetAsync("me");
        _next = "nonce-next";
        await client.GetAsync("me");
        (_nonce, _next, _refusals) = ("nonce-next", null, 0);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(0, _refusals);
    }

    [Fact]
    public async Task A_refresh_keeps_the_nonces_of_both_servers()
    {
        var connection = await ConnectAsync();
        var client = _engine.Clients.CreateClient(connection);
        await client.GetAsync("me");
        var before = TokenRequests;
        _refusals = 0;

        await _engine.Connections.RefreshAsync(connection.Id);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal((before + 1, 0), (TokenRequests, _refusals));
    }

    [Fact]
    public async Task A_challenge_that_repeats_the_sent_nonce_is_a_refusal()
    {
        var client = _engine.Clients.CreateClient(await ConnectAsync());
        await client.GetAsync("me");
        _nonce = "never";
        _next = "nonce-0";

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task A_bearer_token_in_response_to_a_proof_is_used_only_if_the_method_allows_it()
    {
        _type = "Bearer";

        var error = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync());
        Assert.Equal((ConnectorErrorCode.InvalidResponse, "/token_type"), (error.Code, error.Error.Location));

        var connection = await ConnectAsync("Bearer");
        await _engine.Clients.CreateClient(connection).GetAsync("me");
        Assert.Equal("Bearer bound", _server.Requests[^1].Authorization);
        Assert.DoesNotContain("DPoP", _server.Requests[^1].Headers.Keys);
    }

    private int TokenRequests => _server.Requests.Count(request => request.Path == "/token");

    private async Task<Connection> ConnectAsync(params string[] types)
    {
        var connector = await _engine.PublishAsync(_engine.Definition() with
        {
            BaseUrl = _server.BaseAddress.AbsoluteUri,
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = new Uri(_server.BaseAddress, "/token").AbsoluteUri,
                    UseDpop = true,
                    AcceptedTokenTypes = types,
                },
            ],
        });
        return await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials("client", "secret"),
            CheckCredential = false,
        });
    }

    private Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path == "/token")
        {
            context.Response.Headers["DPoP-Nonce"] = "token-nonce";
            return context.Response.WriteAsync(
                $$"""{"access_token":"bound","token_type":"{{_type}}","expires_in":3600}""");
        }

        if (!context.Request.Headers.TryGetValue("DPoP", out var proof)) return Task.CompletedTask;
        lock (_gate)
        {
            new JsonWebToken(proof.ToString()).TryGetPayloadValue<string>("nonce", out var nonce);
            var isRefused = nonce != _nonce;
            context.Response.StatusCode = isRefused ? 401 : 200;
            context.Response.Headers["DPoP-Nonce"] = _next ?? _nonce;
            if (isRefused) context.Response.Headers.WWWAuthenticate = "DPoP error=\"use_dpop_nonce\"";
            if (isRefused) _refusals++;
            if (++_seen % 40 == 0 && _changes > 0) _nonce = $"nonce-{_changes--}-changed";
            return Task.CompletedTask;
        }
    }
}

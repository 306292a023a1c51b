using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

public sealed class DpopTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string _nonce = "api-1";
    private int _tokens;

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
    public async Task Tokens_are_bound_to_a_key_and_both_servers_may_require_a_nonce()
    {
        var connection = await ConnectAsync();
        var client = _engine.Clients.CreateClient(connection);

        for (var call = 0; call < 3; call++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, _server.Requests.Count(request => request.Path == "/token"));
        Assert.Equal(1, _tokens);
    }

    [Fact]
    public async Task A_refresh_keeps_the_key_and_a_new_nonce_needs_no_refresh()
    {
        var connection = await ConnectAsync();
        var client = _engine.Clients.CreateClient(connection);
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        _nonce = "api-2";

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        Assert.Equal(2, _tokens);
        Assert.Single(
            _server.Requests.Select(
                request =>
                    new JsonWebToken(request.Headers["DPoP"]).GetHeaderValue<object>("jwk").ToString()).Distinct());
    }

    private async Task<Connection> ConnectAsync()
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
                },
            ],
        });
        return await _engine.Connections.ConnectAsync(
            connector.Id, "acme", Credential.OAuth2ClientCredentials("client", "secret"));
    }

    private Task RespondAsync(HttpContext context)
    {
        var isToken = context.Request.Path == "/token";
        var proof = new JsonWebToken(context.Request.Headers["DPoP"].ToString());
        var wanted = isToken ? "token-nonce" : _nonce;
        // Each proof is valid once (RFC 9449 §11.1).
        var isFresh = _seen.TryAdd(proof.Id, true);
        if (!isFresh || !proof.TryGetPayloadValue<string>("nonce", out var nonce) || nonce != wanted)
        {
            context.Response.StatusCode = isToken ? 400 : 401;
            context.Response.Headers["DPoP-Nonce"] = wanted;
            if (!isToken) context.Response.Headers.WWWAuthenticate = "DPoP error=\"use_dpop_nonce\"";
            return context.Response.WriteAsync(isToken ? """{"error":"use_dpop_nonce"}""" : "");
        }

        if (isToken)
            return context.Response.WriteAsync(
                $$"""{"access_token":"bound-{{++_tokens}}","token_type":"DPoP","expires_in":3600}""");
        var isBound = context.Request.Headers.Authorization == $"DPoP bound-{_tokens}"
            && proof.TryGetPayloadValue<string>("ath", out _);
        context.Response.StatusCode = isBound ? 200 : 403;
        return Task.CompletedTask;
    }
}

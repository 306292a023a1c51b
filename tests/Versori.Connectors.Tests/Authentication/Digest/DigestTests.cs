using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Authentication;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Http;

namespace Versori.Connectors.Tests.Authentication.Digest;

/// <summary>A system that requires Digest authentication, called with a client of the engine.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private string _nonce = "n-1";
    private string _challenge = """algorithm=SHA-256, qop="auth" """;

    private IEnumerable<RecordedRequest> Calls => _server.Requests.Where(request => request.Path == "/api/me");

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(
            async context => Judge(context, await RecordedRequest.OfAsync(context)));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_nonce_is_obtained_with_one_request_and_then_counted()
    {
        var client = await ConnectAsync();
        await AssertAcceptedAsync(client);
        await AssertAcceptedAsync(client);

        // The challenge received while the credential is checked is not kept. Later challenges are.
        Assert.Equal(
            [null, "00000001", null, "00000001", "00000002"], Calls.Select(call => Part(call.Authorization, "nc")));
        Assert.Single(Calls.Skip(2).Select(call => Part(call.Authorization, "cnonce")).OfType<string>().Distinct());
    }

    [Fact]
    public async Task A_stale_nonce_is_replaced_and_the_request_is_repeated()
    {
        var client = await ConnectAsync();
        await AssertAcceptedAsync(client);
        (_nonce, _challenge) = ("n-2", $"{_challenge.Trim()}, stale=true");

        await AssertAcceptedAsync(client);

        Assert.Equal(["n-1", "n-1", "n-2"], Calls.Skip(3).Select(call => Part(call.Authorization, "nonce")));
    }

    [Fact]
    public async Task A_refused_request_is_returned_to_the_caller_and_not_repeated()
    {
        var client = await ConnectAsync();
        await AssertAcceptedAsync(client);
        (_nonce, var before) = ("n-2", Calls.Count());

        using var refused = await client.GetAsync("me");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(before + 1, Calls.Count());
    }

    [Fact]
    public async Task A_body_is_hashed_if_the_challenge_requires_it()
    {
        _challenge = """algorithm=MD5-sess, qop="auth-int" """;
        var client = await ConnectAsync();

        using var response = await client.PostAsJsonAsync("me", new { a = 1 });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"a":1}""", Calls.Last().Text);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("Secret, or not?", true)]
    public async Task A_wrong_password_leaves_no_connection_and_no_secrets(string password, bool refuseMd5 = false)
    {
        if (refuseMd5) _challenge = """algorithm=MD5, qop="auth" """;

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectAsync(password, new() { RefuseMd5 = refuseMd5 }));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, error.Code);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_stream_is_sent_once_and_the_next_request_answers_the_challenge()
    {
        var client = await ConnectAsync();

        using var first = await client.PostAsync("me", new StreamContent(new OneWayStream("once"u8.ToArray())));

        Assert.Equal(HttpStatusCode.Unauthorized, first.StatusCode);
        await AssertAcceptedAsync(client);
        Assert.Equal([null, "n-1", null, "n-1"], Calls.Select(call => Part(call.Authorization, "nonce")));
    }

    private void Judge(HttpContext context, RecordedRequest request)
    {
        if (IsGood(request)) return;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.Append(
            "WWW-Authenticate", $"""Digest realm="r", nonce="{_nonce}", {_challenge.Trim()}""");
    }

    // RFC 7616 §3.4.1, computed independently as a server does.
    private bool IsGood(RecordedRequest request)
    {
        if (request.Authorization is not { } sent || Part(sent, "nonce") != _nonce) return false;
        var (isSession, qop) = (_challenge.Contains("sess", StringComparison.Ordinal), Part(sent, "qop"));
        var user = Hash("ada:r:Secret, or not?");
        if (isSession) user = Hash($"{user}:{_nonce}:{Part(sent, "cnonce")}");
        var message = Hash(
            $"{request.Method}:{Part(sent, "uri")}{(qop == "auth-int" ? $":{Hash(request.Text)}" : "")}");
        return Part(sent, "uri") == request.Target
            && Part(sent, "response") == Hash(
                $"{user}:{_nonce}:{Part(sent, "nc")}:{Part(sent, "cnonce")}:{qop}:{message}");
    }

#pragma warning disable CA5351 // Existing systems require MD5.
    private string Hash(string text) => Convert.ToHexStringLower(_challenge.Contains("MD5", StringComparison.Ordinal)
        ? MD5.HashData(Encoding.UTF8.GetBytes(text))
        : SHA256.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static string? Part(string? authorization, string name) =>
        ChallengeParameter.Find(authorization?["Digest ".Length..], name);

    private static async Task AssertAcceptedAsync(HttpClient client)
    {
        using var response = await client.GetAsync("me");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpClient> ConnectAsync(string password = "Secret, or not?", DigestAuth? method = null)
    {
        var definition = _engine.Definition(methods: method ?? new DigestAuth()) with
        {
            BaseUrl = new Uri(_server.BaseAddress, "api").AbsoluteUri,
        };
        var connector = await _engine.PublishAsync(definition);
        var connection = await _engine.Connections.ConnectAsync(
            connector.Id, "acme", Credential.Basic("ada", password));
        return _engine.Clients.CreateClient(connection);
    }
}

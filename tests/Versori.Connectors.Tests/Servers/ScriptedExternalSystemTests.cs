using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Tests.Servers;

public sealed class ScriptedExternalSystemTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ScriptedExternalSystem _system = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await ScriptedExternalSystem.StartAsync(_time);
        _http = _system.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _system.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_valid_until_it_expires()
    {
        _system.Tokens.Lifetime = TimeSpan.FromSeconds(60);
        var token = await TokenAsync(ClientCredentials());

        Assert.Equal("access-1", token.GetProperty("access_token").GetString());
        Assert.Equal(60, token.GetProperty("expires_in").GetInt32());
        Assert.Equal(HttpStatusCode.OK, await CallAsync("access-1"));

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("access-1"));
        Assert.Equal(2, _system.ApiRequestsWith("access-1"));
    }

    [Fact]
    public async Task Without_a_lifetime_neither_the_response_nor_the_token_has_an_expiry()
    {
        _system.Tokens.Lifetime = null;
        var token = await TokenAsync(ClientCredentials());
        _time.Advance(TimeSpan.FromDays(1000));

        Assert.False(token.TryGetProperty("expires_in", out _));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("access-1"));
    }

    [Fact]
    public async Task A_rotated_refresh_token_used_twice_ends_its_family()
    {
        _system.Tokens.IssueRefreshTokens = true;
        _system.Tokens.RotateRefreshTokens = true;
        await TokenAsync(ClientCredentials());

        var refreshed = await TokenAsync(Refresh("refresh-1"));
        Assert.Equal("refresh-2", refreshed.GetProperty("refresh_token").GetString());
        Assert.Equal(HttpStatusCode.OK, await CallAsync("access-2"));

        using var reused = await _http.PostAsync(_system.TokenEndpoint, Refresh("refresh-1"));
        using var family = await _http.PostAsync(_system.TokenEndpoint, Refresh("refresh-2"));

        Assert.Equal("""{"error":"invalid_grant"}""", await reused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, family.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("access-2"));
    }

    [Fact]
    public async Task Without_rotation_a_refresh_token_can_be_used_repeatedly()
    {
        _system.Tokens.IssueRefreshTokens = true;
        await TokenAsync(ClientCredentials());

        var refreshed = await TokenAsync(Refresh("refresh-1"));
        await TokenAsync(Refresh("refresh-1"));

        Assert.False(refreshed.TryGetProperty("refresh_token", out _));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("access-3"));
    }

    [Fact]
    public async Task The_gate_holds_token_requests_until_it_opens()
    {
        _system.TokenGate.Close();
        var waiting = Enumerable.Range(0, 5).Select(_ => TokenAsync(ClientCredentials())).ToList();

        await _system.TokenRequestCounter.WaitForAsync(5);
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        Assert.Equal(5, _system.TokenRequests);

        _system.TokenGate.Open();
        Assert.Equal(
            5,
            (await Task.WhenAll(waiting))
                .Select(token => token.GetProperty("access_token").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Each_fault_applies_to_one_request_and_later_requests_succeed()
    {
        var gate = Gate.Closed();
        _system.TokenFaults.Enqueue(ScriptedResponse.TooManyRequests(7));
        _system.TokenFaults.Enqueue(ScriptedResponse.ConnectionReset);
        _system.TokenFaults.Enqueue(ScriptedResponse.HugeBody(300_000));
        _system.TokenFaults.Enqueue(ScriptedResponse.WaitFor(gate));

        using var busy = await _http.PostAsync(_system.TokenEndpoint, ClientCredentials());
        await Assert.ThrowsAsync<HttpRequestException>(
            () => _http.PostAsync(_system.TokenEndpoint, ClientCredentials()));
        using var huge = await _http.PostAsync(_system.TokenEndpoint, ClientCredentials());
        var hanging = TokenAsync(ClientCredentials());
        await _system.TokenRequestCounter.WaitForAsync(4);
        Assert.False(hanging.IsCompleted);
        gate.Open();

        Assert.Equal(429, (int)busy.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), busy.Headers.RetryAfter!.Delta);
        Assert.Equal(300_019, (await huge.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal("access-1", (await hanging).GetProperty("access_token").GetString());
    }

    [Fact]
    public async Task An_outage_lasts_until_it_is_cleared()
    {
        _system.TokenOutage = ScriptedResponse.Create(503, "");
        using var first = await _http.PostAsync(_system.TokenEndpoint, ClientCredentials());
        using var second = await _http.PostAsync(_system.TokenEndpoint, ClientCredentials());
        _system.TokenOutage = null;

        Assert.Equal([503, 503], [(int)first.StatusCode, (int)second.StatusCode]);
        await TokenAsync(ClientCredentials());
    }

    [Fact]
    public async Task Keys_and_passwords_are_accepted_in_their_configured_place_until_they_are_rejected()
    {
        _system.AcceptApiKey("key-1");
        _system.AcceptApiKeyInQuery("key-2");
        _system.AcceptApiKeyInCookie("key-3");
        _system.AcceptBasic("ada", "löve:lace");
        _system.AcceptBearer("static");

        async Task<string?> SeenAsync(Action<HttpRequestMessage> credential, string target = "/api/x")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            credential(request);
            using var response = await _http.SendAsync(request);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("credential").GetString()
                : $"{(int)response.StatusCode} {response.Headers.WwwAuthenticate}";
        }

        Assert.Equal("401 Bearer", await SeenAsync(_ => { }));
        Assert.Equal("key-1", await SeenAsync(request => request.Headers.Add("X-Api-Key", "key-1")));
        Assert.Equal("key-2", await SeenAsync(_ => { }, "/api/x?api_key=key-2"));
        Assert.Equal("key-3", await SeenAsync(request => request.Headers.Add("Cookie", "a=b; api_key=key-3")));
        Assert.Equal("ada:löve:lace", await SeenAsync(request => request.Headers.Authorization =
            new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:löve:lace")))));
        Assert.Equal("static", await SeenAsync(request => request.Headers.Authorization = new("Bearer", "static")));

        _system.RejectTokens("static");
        Assert.Equal(
            "401 Bearer error=\"invalid_token\"",
            await SeenAsync(request => request.Headers.Authorization = new("Bearer", "static")));
        Assert.Equal(2, _system.ApiRequestsWith("static"));
    }

    [Fact]
    public async Task Revoking_all_tokens_does_not_affect_later_ones()
    {
        await TokenAsync(ClientCredentials());
        _system.RevokeAll();
        await TokenAsync(ClientCredentials());

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("access-1"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("access-2"));
    }

    [Fact]
    public async Task A_wrong_secret_is_an_invalid_client()
    {
        _system.ClientSecret = "another";
        using var response = await _http.PostAsync(_system.TokenEndpoint, ClientCredentials());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(1, _system.TokenRequests);
    }

    [Fact]
    public async Task A_client_can_authenticate_by_header_and_a_token_request_can_be_json()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _system.TokenEndpoint)
        {
            Content = JsonContent.Create(new { grant_type = "password", username = "ada", password = "lovelace" }),
            Headers = { Authorization = new("Basic", Convert.ToBase64String("client:secret"u8)) },
        };
        _system.TransformTokenResponse = json => json["instance_url"] = "https://elsewhere.example";

        using var response = await _http.SendAsync(request);

        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("https://elsewhere.example", token.GetProperty("instance_url").GetString());
        Assert.Equal("password", Assert.Single(_system.RecordedTokenRequests).Parameters["grant_type"]);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_leads_to_the_requested_location(int status)
    {
        using var response = await _http.GetAsync(
            $"/redirect?to=http%3A%2F%2Fother.example%2Fa%3Fb%3Dc&status={status}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("http://other.example/a?b=c", response.Headers.Location!.ToString());
    }

    private static FormUrlEncodedContent ClientCredentials() => Form(("grant_type", "client_credentials"));

    private static FormUrlEncodedContent Refresh(string token) =>
        Form(("grant_type", "refresh_token"), ("refresh_token", token));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] values) =>
        new(
            [
                new("client_id", "client"),
                new("client_secret", "secret"),
                .. values.Select(value => KeyValuePair.Create(value.Name, value.Value)),
            ]);

    private async Task<JsonElement> TokenAsync(HttpContent request)
    {
        using var response = await _http.PostAsync(_system.TokenEndpoint, request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_system.Api, "x"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }
}

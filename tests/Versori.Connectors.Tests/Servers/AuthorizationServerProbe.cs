using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Versori.Connectors.Tests.Servers.AuthorizationServerClients;

namespace Versori.Connectors.Tests.Servers;

/// <summary>Sends plain HTTP requests to an <see cref="AuthorizationServer"/>, like any client.</summary>
internal sealed class AuthorizationServerProbe(AuthorizationServer server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>The PKCE verifier (RFC 7636) of this probe's authorization requests.</summary>
    public string Verifier { get; } = RandomNumberGenerator.GetHexString(64);

    public async Task<string> ClientCredentialsAsync() =>
        (await TokenAsync(Service, ClientSecret, ("grant_type", "client_credentials"), ("scope", Scope))).AccessToken;

    public async Task<(string Code, string Verifier)> AuthorizeAsync() =>
        ((await AuthorizeAtAsync(AuthorizationQuery()))["code"], Verifier);

    public (string Name, string Value)[] AuthorizationQuery() =>
    [
        ("response_type", "code"), ("client_id", Web), ("redirect_uri", RedirectUri), (
            "scope", $"{Scope} offline_access"),
        ("state", "some state"), ("code_challenge_method", "S256"),
        ("code_challenge", Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))),
    ];

    /// <summary>The parameters of the redirect URI, or the text of the page.</summary>
    public async Task<Dictionary<string, string>> AuthorizeAtAsync((string Name, string Value)[] query)
    {
        var target = QueryHelpers.AddQueryString(
            server.AuthorizationEndpoint.ToString(), query
                .ToDictionary(pair => pair.Name, string? (pair) => pair.Value));
        using var response = await _http.GetAsync(target);
        var page = await response.Content.ReadAsStringAsync();
        var values = response.Headers.Location is { } back
            ? QueryHelpers.ParseQuery(back.Query)
            : QueryHelpers.ParseQuery(page.Replace(':', '=').Replace('\n', '&'));
        return values.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    public Task<ProbeResponse> RedeemAsync(string code, string verifier) => TokenAsync(
        Web, ClientSecret, (
            "grant_type",
            "authorization_code"), ("code", code), ("code_verifier", verifier), ("redirect_uri", RedirectUri));

    public Task<ProbeResponse> RefreshAsync(string refreshToken) =>
        TokenAsync(Web, ClientSecret, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public Task<ProbeResponse> TokenAsync(string client, string secret, params (string Name, string Value)[] form) =>
        PostAsync(server.TokenEndpoint, [("client_id", client), ("client_secret", secret), .. form]);

    public async Task<bool> IsActiveAsync(string token) =>
        (
            await PostAsync(
                server.IntrospectionEndpoint,
                ("client_id", Service),
                ("client_secret", ClientSecret),
                ("token", token)))
        .Json.GetProperty("active").GetBoolean();

    public async Task<HttpStatusCode> RevokeAsync(string token) =>
        (
            await PostAsync(
                server.RevocationEndpoint,
                ("client_id", Service),
                ("client_secret", ClientSecret),
                ("token", token))).Status;

    /// <summary>A client assertion (RFC 7523 §3) of the client with a private key.</summary>
    public string Assertion(DateTimeOffset now) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Signer,
        Audience = server.Issuer.ToString(),
        Claims = new Dictionary<string, object> { ["sub"] = Signer, ["jti"] = $"{Guid.NewGuid()}" },
        IssuedAt = now.UtcDateTime,
        Expires = now.AddMinutes(1).UtcDateTime,
        TokenType = "client-authentication+jwt",
        SigningCredentials = new(
            new ECDsaSecurityKey(server.SignerKey) { KeyId = Signer }, SecurityAlgorithms.EcdsaSha256),
    });

    public async Task<HttpStatusCode> TryAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Resource)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    public Task<JsonElement> GetJsonAsync(Uri target) => _http.GetFromJsonAsync<JsonElement>(target);

    public async Task<ProbeResponse> PostAsync(Uri endpoint, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await _http.PostAsync(endpoint, content);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>The response of an endpoint.</summary>
internal sealed record ProbeResponse(HttpStatusCode Status, JsonElement Json)
{
    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    public string AccessToken => Required("access_token");

    public string RefreshToken => Required("refresh_token");

    private string Required(string name) => Json.TryGetProperty(name, out var value)
        ? value.GetString()!
        : throw new InvalidOperationException($"No {name} in {Json}");
}

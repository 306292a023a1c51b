using System.Text.Json;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>A custom handler that requests tokens from the external system with its own HTTP client.</summary>
public sealed class RequestingHandler(TimeProvider time) : ITokenAuthHandler, IDisposable
{
    private readonly HttpClient _client = new();

    public IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context) =>
        [RequestAuthenticators.Header("Authorization", $"Bearer {context.Token!["ticket"].Reveal()}")];

    public async Task<AuthHandlerToken> RequestTokenAsync(
        AuthHandlerContext context, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "tickets"), new("key", context.Fields["key"].Reveal())]);
        using var response = await _client.PostAsync(
            context.Settings.GetProperty("url").GetString(), form, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500) return AuthHandlerToken.Refused("The account is closed.");
        response.EnsureSuccessStatusCode();
        var json = JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        var lifetime = TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt32());
        return AuthHandlerToken.Obtained(
            new Dictionary<string, Secret> { ["ticket"] = new(json.GetProperty("access_token").GetString()!) },
            time.GetUtcNow() + lifetime);
    }

    public async Task RevokeTokenAsync(AuthHandlerContext context, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("token", context.Token!["ticket"].Reveal())]);
        using var response = await _client.PostAsync(
            context.Settings.GetProperty("end").GetString(), form, cancellationToken);
    }

    public void Dispose() => _client.Dispose();
}

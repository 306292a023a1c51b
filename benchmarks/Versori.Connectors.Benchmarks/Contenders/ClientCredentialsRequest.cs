using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A hand-written token request.</summary>
internal static class ClientCredentialsRequest
{
    public static async Task<string> SendAsync(
        HttpMessageInvoker http, int connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Arena.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", $"client-{connection}"),
                new("client_secret", "secret"),
            ]),
        };
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Token>(cancellationToken))!.AccessToken;
    }

    private sealed record Token([property: JsonPropertyName("access_token")] string AccessToken);
}

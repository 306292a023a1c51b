using System.Net.Http.Headers;
using System.Text;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A method whose credential is the same on every request, and its hand-written equivalent.</summary>
/// <param name="Name">The name.</param>
/// <param name="Method">The method.</param>
/// <param name="Credential">The credential.</param>
/// <param name="ByHand">Sets the same credential on a request, from prebuilt values where possible.</param>
internal sealed record StaticMethod(
    string Name, AuthMethod Method, Credential Credential, Action<HttpRequestMessage> ByHand);

/// <summary>All methods.</summary>
internal static class StaticMethods
{
    private const string Key = "key-000000000001";
    private static readonly AuthenticationHeaderValue Bearer = new("Bearer", Key);
    private static readonly AuthenticationHeaderValue Basic = new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{Key}")));

    public static IReadOnlyList<StaticMethod> All { get; } =
    [
        new(
            "API key in a header",
            ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"),
            Credential.ApiKey(Key),
            static request => request.Headers.TryAddWithoutValidation("X-Api-Key", Key)),
        new(
            "API key in the query",
            ApiKeyAuth.Create(CredentialLocation.Query, "api_key"),
            Credential.ApiKey(Key),
            static request =>
            {
                request.RequestUri = new Uri($"{request.RequestUri!.AbsoluteUri}&api_key={Key}");

                // Here the engine's User-Agent is the only header. It is compared with a request that has one, too.
                request.Headers.TryAddWithoutValidation("User-Agent", "by-hand/1.0");
            }),
        new(
            "API key in a cookie",
            ApiKeyAuth.Create(CredentialLocation.Cookie, "api_key"),
            Credential.ApiKey(Key),
            static request => request.Headers.TryAddWithoutValidation("Cookie", $"api_key={Key}")),
        new(
            "Basic",
            new BasicAuth(),
            Credential.Basic("ada", Key),
            static request => request.Headers.Authorization = Basic),
        new(
            "Bearer",
            new BearerAuth(),
            Credential.Bearer(Key),
            static request => request.Headers.Authorization = Bearer),
        new(
            "Self-signed JWT, cached",
            new SelfSignedJwtAuth { Algorithm = JwtAlgorithm.HS256, KeyFormat = KeyFormat.Text },
            Credential.For("selfSignedJwt", new Dictionary<string, string> { ["privateKey"] = Key + Key }),
            static request => request.Headers.Authorization = Bearer),
    ];
}

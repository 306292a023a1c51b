using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>Credentials that are the same in every request.</summary>
internal static class StaticFixtures
{
    private static readonly TestAuthority Authority = new();

    public static IssuedCertificate Certificate { get; } = Authority.Issue();

    public static MethodFixture None() => new()
    {
        Methods = static _ => [new NoAuth()],
        Credentials = static _ => [Credential.None],
        Verify = static (_, request) => request.Authorization is null ? "nobody" : null,
    };

    public static MethodFixture ApiKey(CredentialLocation location)
    {
        // A cookie value allows fewer characters than a header value. The canary uses only allowed ones.
        MethodFixture fixture = null!;
        var key = "";
        fixture = new()
        {
            Verb = location == CredentialLocation.Body ? HttpMethod.Post : HttpMethod.Get,
            Methods = _ => [ApiKeyAuth.Create(location, "api_key", "key {key}".Replace(' ', '-'))],
            Credentials = _ => [Credential.ApiKey(key)],
            Verify = (_, request) => Find(request) == $"key-{key}" ? "the key" : null,
        };
        key = fixture.Secret("key");
        return fixture;

        string? Find(RecordedRequest request) => location switch
        {
            CredentialLocation.Header => request.Headers.GetValueOrDefault("api_key"),
            CredentialLocation.Query => request.Query.GetValueOrDefault("api_key"),
            CredentialLocation.Cookie => AcceptedCredentials.Cookie(request, "api_key"),
            _ => request.Query.ContainsKey("api_key") ? null : request.Parameters.GetValueOrDefault("api_key"),
        };
    }

    public static MethodFixture ApiKeyInPath()
    {
        var key = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.IsInPath,
            Methods = static _ => [ApiKeyAuth.Create(CredentialLocation.Path, "/", "key-{key}")],
            Credentials = _ => [Credential.ApiKey(key)],
            Path = static request =>
                request.Path.StartsWith("/key-", StringComparison.Ordinal)
                    && request.Path.IndexOf('/', 1) is > 0 and var end
                    ? request.Path[end..]
                    : request.Path,
            Verify = (_, request) =>
                Uri.UnescapeDataString(request.Path).StartsWith($"/key-{key}/", StringComparison.Ordinal)
                    ? "the key"
                    : null,
        };
        key = fixture.Secret("key");
        return fixture;
    }

    public static MethodFixture Digest()
    {
        const string Nonce = "asked-for";
        var password = "";
        var fixture = new MethodFixture
        {
            Methods = static _ => [new DigestAuth()],
            Credentials = _ => [Credential.Basic("ada", password)],
            Challenge = static request => request.Authorization is null
                ? $"Digest realm=\"r\", nonce=\"{Nonce}\", algorithm=SHA-256, qop=\"auth\""
                : null,
            Verify = (_, request) =>
                Part(request, "response") == Hash(
                    $"{Hash($"ada:r:{password}")}:{Nonce}:{Part(request, "nc")}:{Part(request, "cnonce")}:auth:"
                        + $"{Hash($"{request.Method}:{request.Target}")}")
                    ? "ada"
                    : null,
        };
        password = fixture.Secret("password");
        return fixture;

        static string? Part(RecordedRequest request, string name) =>
            ChallengeParameter.Find(request.Authorization?["Digest ".Length..], name);

        static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public static MethodFixture ApiKeyWithExtras()
    {
        var key = "";
        var fixture = new MethodFixture
        {
            Methods = static _ =>
            [
                ApiKeyAuth.Create(CredentialLocation.Header, "X-Key") with
                {
                    Headers = new Dictionary<string, string> { ["X-Client"] = "of {key}" },
                    Query = new Dictionary<string, string> { ["client"] = "{key}" },
                },
            ],
            Credentials = _ => [Credential.ApiKey(key)],
            Verify = (_, request) =>
                (
                    request.Headers.GetValueOrDefault("X-Key"),
                    request.Headers.GetValueOrDefault("X-Client"),
                    request.Query.GetValueOrDefault("client")) == (key, $"of {key}", key)
                    ? "the key"
                    : null,
        };
        key = fixture.Secret("key");
        return fixture;
    }

    public static MethodFixture Basic()
    {
        var password = "";
        var fixture = new MethodFixture
        {
            Methods = static _ => [new BasicAuth()],
            Credentials = _ => [Credential.Basic("ädä", password)],
            Verify = (_, request) =>
                request.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ädä:{password}"))}"
                    ? "ada"
                    : null,
        };
        password = fixture.Secret("password");
        return fixture;
    }

    public static MethodFixture Bearer()
    {
        var token = "";
        var fixture = new MethodFixture
        {
            Methods = static _ => [new BearerAuth()],
            Credentials = _ => [Credential.Bearer(token)],
            Verify = (_, request) => request.Authorization == $"Bearer {token}" ? "the token" : null,
        };
        token = fixture.Secret("token");
        return fixture;
    }

    public static MethodFixture ClientCertificate()
    {
        var fixture = new MethodFixture
        {
            Https = true,
            Methods = static _ => [new ClientCertificateAuth()],
            Credentials = static system => [CertificateFor(system)],
            Verify = static (_, request) => request.ClientCertificate == Certificate.Thumbprint
                ? "the certificate"
                : null,
        };
        fixture.Secrets.PlantKey(Certificate.KeyPem);
        return fixture;
    }

    public static Credential CertificateFor(MethodSystem system) =>
        Credential.ClientCertificate(
            Certificate.Pem,
            Certificate.KeyPem,
            certificateAuthorities: system.Server.Certificate!.ExportCertificatePem());
}

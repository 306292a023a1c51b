using Versori.Connectors.Tests.Authentication;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>Every kind of auth method, with a credential for it. Each has a unique id.</summary>
internal static class TwinMethods
{
    /// <summary>The client id of the host that existing connections use.</summary>
    public const string HostClient = "host-client";

    private const string Login = "https://login.twin.example/{account}";

    private static readonly string RsaPem = TwinSignatures.Rsa.ExportPkcs8PrivateKeyPem();
    private static readonly string EcPem = TwinSignatures.Ec.ExportPkcs8PrivateKeyPem();
    private static readonly IssuedCertificate Certificate = new TestAuthority().Issue();

    public static IReadOnlyList<(AuthMethod Method, Credential Credential)> All { get; } =
    [
        Key("key", CredentialLocation.Header),
        Key("key-query", CredentialLocation.Query),
        Key("key-cookie", CredentialLocation.Cookie),
        Of(new BasicAuth { Id = "basic" }, ("username", "ada"), ("password", "lovelace")),
        Of(new BearerAuth { Id = "bearer" }, ("token", "static-token")),
        Of(new DigestAuth { Id = "digest" }, ("username", "ada"), ("password", "lovelace")),
        Of(new WsseAuth { Id = "wsse" }, ("username", "ada"), ("password", "lovelace")),
        Of(
            new HmacSignatureAuth
            {
                Id = "hmac",
                StringToSign = "{method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n{bodySha256}",
                Placements =
                [
                    new() { Name = "X-Nonce", Value = "{nonce}" },
                    new() { Name = "X-Signature", Value = "{timestamp}:{signature}" },
                ],
            },
            ("keyId", "key-1"),
            ("secret", "hmac-secret")),
        Of(
            new HttpMessageSignatureAuth
            {
                Id = "signature-ec", Algorithm = HttpSignatureAlgorithm.EcdsaP256Sha256, KeyId = "ec",
            },
            ("privateKey", EcPem)),
        Of(
            new HttpMessageSignatureAuth
            {
                Id = "signature-pss", Algorithm = HttpSignatureAlgorithm.RsaPssSha512, KeyId = "pss",
            },
            ("privateKey", RsaPem)),
        Of(
            new AwsSignatureV4Auth { Id = "aws", Region = "eu-west-1", Service = "execute-api" },
            ("accessKeyId", "AKID"),
            ("secretAccessKey", "aws-secret")),
        Of(
            new OAuth1Auth { Id = "oauth1", SignatureMethod = OAuth1SignatureMethod.HmacSha256 },
            ("consumerKey", "ck"),
            ("consumerSecret", "cs"),
            ("token", "tk"),
            ("tokenSecret", "ts")),
        Jwt("jwt-es", JwtAlgorithm.ES256, EcPem),
        Jwt("jwt-ps", JwtAlgorithm.PS256, RsaPem),
        Jwt("jwt-rs", JwtAlgorithm.RS256, RsaPem),
        OAuth2("client", new() { Grant = OAuth2Grant.ClientCredentials }, Own),
        OAuth2("client-host", new() { Grant = OAuth2Grant.ClientCredentials, ClientId = HostClient }),
        OAuth2(
            "client-post",
            new()
            {
                Grant = OAuth2Grant.ClientCredentials,
                ClientId = HostClient,
                ClientAuthentication = OAuth2ClientAuthentication.Post,
            }),
        OAuth2(
            "password",
            new() { Grant = OAuth2Grant.Password, ClientId = HostClient },
            ("username", "ada"),
            ("password", "lovelace")),
        Tokens("code", new() { Grant = OAuth2Grant.AuthorizationCode, ClientId = HostClient }),
        Tokens("device", new() { Grant = OAuth2Grant.DeviceCode, ClientId = HostClient }),
        OAuth2(
            "refresh", new() { Grant = OAuth2Grant.RefreshToken, ClientId = HostClient }, ("refreshToken", "first")),
        OAuth2(
            "jwt-bearer",
            new() { Grant = OAuth2Grant.JwtBearer, GrantAssertion = new() { Algorithm = JwtAlgorithm.ES256 } },
            [.. Own, ("privateKey", EcPem)]),
        OAuth2(
            "exchange",
            new() { Grant = OAuth2Grant.TokenExchange, ClientId = HostClient },
            ("subjectToken", "subject")),
        OAuth2("dpop", new() { Grant = OAuth2Grant.ClientCredentials, ClientId = HostClient, UseDpop = true }),
        OAuth2(
            "private-key",
            new()
            {
                Grant = OAuth2Grant.ClientCredentials,
                ClientAuthentication = OAuth2ClientAuthentication.PrivateKeyJwt,
                ClientAssertion = new() { Algorithm = JwtAlgorithm.ES256 },
            },
            ("clientId", "client"),
            ("privateKey", EcPem)),
        Of(
            new SessionTokenAuth
            {
                Id = "session",
                SignIn =
                [
                    new()
                    {
                        Url = $"{Login}/session/token",
                        Body = new() { Json = JsonFragment.Parse("""{"user":"{username}","pass":"{password}"}""") },
                        ExtractedValues = [new() { Name = "session", Selector = "/access_token" }],
                    },
                ],
                Lifetime = new() { Fixed = TimeSpan.FromHours(1) },
                Placements = [new() { Name = "X-Session", Value = "{session}" }],
            },
            ("username", "ada"),
            ("password", "lovelace")),
        Of(
            new CustomAuth
            {
                Id = "custom",
                Handler = "tickets",
                Settings = JsonFragment.Parse("""{"hours":1}"""),
                Fields = [new() { Name = "key" }],
            },
            ("key", "ticket-key")),
        (
            new ClientCertificateAuth { Id = "certificate" },
            Credential.ClientCertificate(Certificate.Pem, Certificate.KeyPem).WithMethod("certificate")),
    ];

    private static (string Name, string Value)[] Own => [("clientId", "client"), ("clientSecret", "own-secret")];

    public static void Configure(Microsoft.Extensions.DependencyInjection.VersoriConnectorsBuilder builder) =>
        builder.AddAuthHandler<TicketHandler>("tickets");

    private static (AuthMethod, Credential) Key(string id, CredentialLocation location) =>
        Of(ApiKeyAuth.Create(location, "api-key") with { Id = id }, ("key", $"secret-of-{id}"));

    private static (AuthMethod, Credential) Jwt(string id, JwtAlgorithm algorithm, string key) => Of(
        new SelfSignedJwtAuth
        {
            Id = id,
            Algorithm = algorithm,
            Claims = [new() { Name = "iss", Value = "app" }],
            Lifetime = TimeSpan.FromHours(1),
            IncludeJwtId = true,
        },
        ("privateKey", key));

    private static OAuth2Auth WithUrls(string id, string kind, OAuth2Auth method) => method with
    {
        Id = id,
        TokenUrl = $"{Login}/{kind}/token",
        RevocationUrl = $"{Login}/revoke",
        AuthorizationUrl = $"{Login}/authorize",
        DeviceAuthorizationUrl = $"{Login}/device",
        Scopes = ["read"],
    };

    private static (AuthMethod, Credential) OAuth2(
        string id, OAuth2Auth method, params (string Name, string Value)[] fields) =>
        Of(WithUrls(id, id == "refresh" ? "rotating" : "fixed", method), fields);

    private static (AuthMethod, Credential) Tokens(string id, OAuth2Auth method) => (
        WithUrls(id, "rotating", method),
        Credential.OAuth2Tokens($"access-{id}", $"refresh-{id}").WithMethod(id));

    private static (AuthMethod, Credential) Of(AuthMethod method, params (string Name, string Value)[] fields) => (
        method,
        Credential.For(
            method.Id, fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)));
}

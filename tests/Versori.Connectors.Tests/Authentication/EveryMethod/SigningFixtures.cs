using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// Methods that never send their secret. <see cref="SignatureChecks"/> contains the verification by the system.
/// </summary>
internal static class SigningFixtures
{
    /// <summary>Created once, because it is slow.</summary>
    public static RSA RsaKey { get; } = RSA.Create(2048);

    public static MethodFixture Hmac()
    {
        var secret = "";
        var fixture = new MethodFixture
        {
            Methods = static _ =>
            [
                new HmacSignatureAuth
                {
                    Encoding = SignatureEncoding.Base64,
                    StringToSign = "{method}\n{pathAndQuery}\n{timestamp}\n{bodySha256}",
                    Placements =
                    [
                        new() { Name = "X-Key", Value = "{keyId}" },
                        new() { Name = "X-Timestamp", Value = "{timestamp}" },
                        new() { Name = "X-Signature", Value = "{signature}" },
                    ],
                },
            ],
            Credentials = _ => [Fields("hmacSignature", ("keyId", "key-1"), ("secret", secret))],
            Verify = (system, request) =>
                SignatureChecks.Hmac(request, Encoding.UTF8.GetBytes(secret), system.Time) ? "key-1" : null,
        };
        secret = fixture.Secret("hmac");
        return fixture;
    }

    public static MethodFixture HttpMessageSignature()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var fixture = new MethodFixture
        {
            Methods = static _ =>
                [new HttpMessageSignatureAuth { Algorithm = HttpSignatureAlgorithm.EcdsaP256Sha256, KeyId = "key-1" }],
            Credentials = _ => [Fields("httpMessageSignature", ("privateKey", key.ExportPkcs8PrivateKeyPem()))],
            Verify = (_, request) => SignatureChecks.HttpMessageSignature(request, key) ? "key-1" : null,
        };
        fixture.Secrets.PlantKey(key.ExportPkcs8PrivateKeyPem());
        return fixture;
    }

    public static MethodFixture AwsSignatureV4()
    {
        var secret = "";
        var fixture = new MethodFixture
        {
            Methods = static _ => [new AwsSignatureV4Auth { Region = "eu-west-1", Service = "execute-api" }],
            Credentials = _ => [Fields("awsSignatureV4", ("accessKeyId", "AKID"), ("secretAccessKey", secret))],
            Verify = (_, request) =>
                SignatureChecks.AwsSignatureV4(request, "AKID", secret, "eu-west-1", "execute-api") ? "AKID" : null,
        };
        secret = fixture.Secret("aws");
        return fixture;
    }

    public static MethodFixture OAuth1()
    {
        var (consumerSecret, tokenSecret) = ("", "");
        var fixture = new MethodFixture
        {
            Methods = static _ => [new OAuth1Auth { SignatureMethod = OAuth1SignatureMethod.HmacSha256 }],
            Credentials = _ =>
                [
                    Fields(
                        "oauth1",
                        ("consumerKey", "ck"),
                        ("consumerSecret", consumerSecret),
                        ("token", "tk"),
                        ("tokenSecret", tokenSecret)),
                ],
            Verify = (_, request) => SignatureChecks.OAuth1(request, consumerSecret, tokenSecret) ? "tk" : null,
        };
        (consumerSecret, tokenSecret) = (fixture.Secret("consumer"), fixture.Secret("token"));
        return fixture;
    }

    public static MethodFixture OAuth1SignedIn()
    {
        var (consumerSecret, tokenSecret, handle) = ("", "", "");
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Methods = static system =>
            [
                new OAuth1Auth
                {
                    SignatureMethod = OAuth1SignatureMethod.HmacSha256,
                    TemporaryCredentialUrl = system.Url("initiate"),
                    AuthorizationUrl = system.Url("authorize"),
                    TokenUrl = system.TokenUrl,
                },
            ],
            Credentials = _ => [Fields("oauth1", ("consumerKey", "ck"), ("consumerSecret", consumerSecret))],
            SignIn = static async (host, request) =>
            {
                var authorization = await host.Authorizations.BeginAsync(request);
                return await host.Authorizations.CompleteAsync(new()
                {
                    Uri = new($"{request.RedirectUri}?oauth_token=agreed&oauth_verifier=agreed"),
                    Session = authorization.Session,
                });
            },
            VerifyGrant = (_, request) => SignatureChecks.OAuth1Parameter(request, "oauth_session_handle") is { } sent
                ? sent == handle && SignatureChecks.OAuth1(request, consumerSecret, tokenSecret)
                : SignatureChecks.OAuth1Parameter(request, "oauth_verifier") == "agreed"
                    && SignatureChecks.OAuth1(request, consumerSecret, "temporary"),
            TokenResponse = token =>
                $"oauth_token={Uri.EscapeDataString(token.AccessToken)}&"
                    + $"oauth_token_secret={Uri.EscapeDataString(tokenSecret)}&"
                    + $"oauth_session_handle={Uri.EscapeDataString(handle)}&oauth_expires_in=3600",
            FinalRefusal = ScriptedResponse.Create(401, "oauth_problem=token_rejected", "text/plain"),
            Verify = (system, request) =>
                SignatureChecks.OAuth1(request, consumerSecret, tokenSecret)
                    && SignatureChecks.OAuth1Parameter(request, "oauth_token") is { } token
                    && system.Tokens.IsValid(token)
                    ? token
                    : null,
        };
        (consumerSecret, tokenSecret, handle) = (
            fixture.Secret("consumer"), fixture.Secret("token"), fixture.Secret("handle"));
        return fixture;
    }

    public static MethodFixture Wsse()
    {
        var password = "";
        var fixture = new MethodFixture
        {
            Methods = static _ => [new WsseAuth()],
            Credentials = _ => [Credential.Basic("ada", password).WithMethod("wsse")],
            Verify = (_, request) => SignatureChecks.Wsse(request, "ada", password) ? "ada" : null,
        };
        password = fixture.Secret("wsse");
        return fixture;
    }

    public static MethodFixture SelfSignedJwt()
    {
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes,
            Methods = static _ =>
                [
                    new SelfSignedJwtAuth
                    {
                        Claims = [new() { Name = "iss", Value = "app" }],
                        Lifetime = TimeSpan.FromHours(1),
                        IncludeJwtId = true,
                    },
                ],
            Credentials = _ => [Fields("selfSignedJwt", ("privateKey", RsaKey.ExportPkcs8PrivateKeyPem()))],
            Verify = (system, request) =>
                SignatureChecks.Jwt(request.Authorization?["Bearer ".Length..], RsaKey, system.Time) is { } claims
                    && claims.GetProperty("iss").GetString() == "app"
                ? claims.GetProperty("jti").GetString()
                : null,
        };
        fixture.Secrets.PlantKey(RsaKey.ExportPkcs8PrivateKeyPem());
        return fixture;
    }

    public static Credential Fields(string method, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields) values[name] = value;
        return Credential.For(method, values);
    }
}

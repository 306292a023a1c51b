using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Tests.Forms;

/// <summary>An auth method of each kind and grant, with the values that a person fills in.</summary>
public static class FormMethods
{
    public static readonly
        Dictionary<string, (Func<Uri, AuthMethod> Method, (string Name, string Value)[] Fields)> All =
        new(StringComparer.Ordinal)
        {
            ["none"] = (_ => new NoAuth(), []),
            ["apiKey"] = (_ => ApiKeyAuth.Create(CredentialLocation.Header, "X-Key"), [("key", "k")]),
            ["basic"] = (_ => new BasicAuth(), [("username", "ada"), ("password", "p")]),
            ["digest"] = (_ => new DigestAuth(), [("username", "ada"), ("password", "p")]),
            ["bearer"] = (_ => new BearerAuth(), [("token", "t")]),
            ["wsse"] = (_ => new WsseAuth(), [("username", "ada"), ("password", "p")]),
            ["clientCredentials"] = (url => OAuth2(url, OAuth2Grant.ClientCredentials), Client()),
            ["password"] = (
                url => OAuth2(url, OAuth2Grant.Password), [.. Client(), ("username", "ada"), ("password", "p")]),
            ["refreshToken"] = (url => OAuth2(url, OAuth2Grant.RefreshToken), [.. Client(), ("refreshToken", "r")]),
            ["tokenExchange"] = (
                url => OAuth2(url, OAuth2Grant.TokenExchange) with
                {
                    SubjectTokenType = "urn:ietf:params:oauth:token-type:access_token",
                },
                [.. Client(), ("subjectToken", "s")]),
            ["samlBearer"] = (url => OAuth2(url, OAuth2Grant.SamlBearer), [.. Client(), ("assertion", "PHg+")]),
            ["jwtBearer"] = (
                url => OAuth2(url, OAuth2Grant.JwtBearer) with
                {
                    ClientId = "app",
                    ClientAuthentication = OAuth2ClientAuthentication.None,
                },
                [("privateKey", Key())]),
            ["sessionToken"] = (
                url => new SessionTokenAuth
                {
                    Fields = [new() { Name = "username", IsVisible = true }, new() { Name = "password" }],
                    SignIn =
                    [
                        new()
                        {
                            Url = new Uri(url, "token").AbsoluteUri,
                            ExtractedValues = [new() { Name = "session", Selector = "/session" }],
                        },
                    ],
                    Placements = [new() { Name = "X-Session", Value = "{session}" }],
                },
                [("username", "ada"), ("password", "p")]),
            ["selfSignedJwt"] = (
                _ => new SelfSignedJwtAuth { Claims = [new() { Name = "iss", Value = "app" }] },
                [("privateKey", Key())]),
            ["hmacSignature"] = (
                _ => new HmacSignatureAuth
                {
                    StringToSign = "{method}",
                    Placements = [new() { Name = "X-Signature", Value = "{signature}" }],
                },
                [("keyId", "1"), ("secret", "s")]),
            ["httpMessageSignature"] = (
                _ => new HttpMessageSignatureAuth { Algorithm = HttpSignatureAlgorithm.EcdsaP256Sha256, KeyId = "1" },
                [("privateKey", EcKey())]),
            ["awsSignatureV4"] = (
                _ => new AwsSignatureV4Auth { Region = "eu-west-1", Service = "execute-api" },
                [("accessKeyId", "AKID"), ("secretAccessKey", "s")]),
            ["oauth1"] = (
                _ => new OAuth1Auth(),
                [("consumerKey", "k"), ("consumerSecret", "s"), ("token", "t"), ("tokenSecret", "u")]),
            ["clientCertificate"] = (_ => new ClientCertificateAuth(), [("certificate", Certificate())]),
            ["custom"] = (
                _ => new CustomAuth { Handler = "test", Fields = [new() { Name = "pass", Title = "Pass phrase" }] },
                [("pass", "p")]),
        };

    /// <summary>The types of auth methods that a definition can contain.</summary>
    public static IEnumerable<Type> Types => typeof(AuthMethod).GetCustomAttributes(inherit: false)
        .OfType<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType);

    private static OAuth2Auth OAuth2(Uri url, OAuth2Grant grant) =>
        new() { Grant = grant, TokenUrl = new Uri(url, "token").AbsoluteUri };

    private static (string Name, string Value)[] Client() => [("clientId", "app"), ("clientSecret", "s")];

    private static string Key()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string EcKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Certificate()
    {
        using var certificate = LoopbackCertificate.Create();
        using var key = certificate.GetECDsaPrivateKey()!;
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}";
    }
}

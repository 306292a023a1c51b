using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Benchmarks.Signing;

/// <summary>Every method that signs, with the bytes that it signs for <see cref="SigningBenchmarks.Url"/>.</summary>
internal static class SigningCases
{
    private static readonly byte[] Secret = "0123456789abcdef0123456789abcdef"u8.ToArray();
    private static readonly string SecretText = Encoding.ASCII.GetString(Secret);
    private static readonly ECDsa EcKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] Short = new byte[64];
    private static readonly byte[] Base = new byte[300];

    public static IEnumerable<SigningCase> All()
    {
        yield return new(
            "HMAC-SHA256", new HmacSignatureAuth
            {
                StringToSign = "{method}\n{pathAndQuery}\n{timestamp}",
                Placements = [new() { Name = "X-Signature", Value = "{signature}" }],
            },
            Fields(("keyId", "k"), ("secret", SecretText)), () => HMACSHA256.HashData(Secret, Short));
        yield return new(
            "RFC 9421, ECDSA P-256", new HttpMessageSignatureAuth
            {
                Algorithm = HttpSignatureAlgorithm.EcdsaP256Sha256,
                KeyId = "k",
            },
            Fields(("privateKey", EcKey.ExportPkcs8PrivateKeyPem())), () =>
                EcKey.SignData(Base, HashAlgorithmName.SHA256));
        // The day's key is cached; the hashes of the body and the canonical request, and the signature remain.
        yield return new("AWS Signature V4", new AwsSignatureV4Auth { Region = "eu-west-1", Service = "execute-api" },
            Fields(("accessKeyId", "AKID"), ("secretAccessKey", SecretText)), static () =>
            {
                SHA256.HashData([]);
                SHA256.HashData(Base);
                HMACSHA256.HashData(Secret, Short);
            });
#pragma warning disable CA5350 // OAuth 1.0a and WSSE use SHA-1.
        yield return new("OAuth 1.0a, HMAC-SHA1", new OAuth1Auth(),
            Fields(
                ("consumerKey", "ck"),
                ("consumerSecret", SecretText),
                ("token", "tk"),
                ("tokenSecret", "ts")), static () =>
                HMACSHA1.HashData(Secret, Base));
        yield return new("WSSE", new WsseAuth(), Fields(("username", "ada"), ("password", SecretText)), static () =>
        {
            Span<byte> nonce = stackalloc byte[16];
            RandomNumberGenerator.Fill(nonce);
            SHA1.HashData(Short);
        });
#pragma warning restore CA5350
        yield return new(
            "DPoP, ECDSA P-256", new OAuth2Auth
            {
                Grant = OAuth2Grant.ClientCredentials,
                TokenUrl = "https://auth.example.com/token",
                UseDpop = true,
            },
            Fields(
                ("accessToken", "token-1"), ("dpopKey", Convert.ToBase64String(EcKey.ExportPkcs8PrivateKey()))), () =>
                EcKey.SignData(Base, HashAlgorithmName.SHA256));
    }

    private static Dictionary<string, string> Fields(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields) values[name] = value;
        return values;
    }
}

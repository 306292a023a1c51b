using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>Systems publish their public keys as PEM, or as the base64 of the DER without the PEM lines.</summary>
public sealed class PublicKeyFormTests
{
    [Theory]
    [InlineData(HttpSignatureAlgorithm.RsaV15Sha256)]
    [InlineData(HttpSignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData(HttpSignatureAlgorithm.Ed25519)]
    public async Task A_public_key_is_accepted_as_base64_der(HttpSignatureAlgorithm algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ed25519 = KeyLoader.Load(Authentication.TestKeys.Ed25519Jwk, isShared: false, "key");
        var (key, der) = algorithm switch
        {
            HttpSignatureAlgorithm.RsaV15Sha256 => (rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfo()),
            HttpSignatureAlgorithm.EcdsaP256Sha256 => (ec.ExportPkcs8PrivateKeyPem(), ec.ExportSubjectPublicKeyInfo()),
            _ => (Authentication.TestKeys.Ed25519Jwk, ed25519.SubjectPublicKeyInfo!),
        };
        await using var hooks = await StartAsync(
            new HttpSignatureWebhookScheme { Algorithm = algorithm }, Convert.ToBase64String(der));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://host.example/hook")
        {
            Content = new StringContent("{}"),
        };
        await Authentication.Signing.SignAsync(
            new HttpMessageSignatureAuth
            {
                Algorithm = algorithm,
                Components = ["@method", "@path", "content-digest"],
            },
            request,
            hooks.Engine.Time.GetUtcNow(),
            ("privateKey", key));

        var headers = request.Headers.Concat(request.Content.Headers)
            .Select(header => (header.Key, string.Join(", ", header.Value))).ToArray();

        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(Request("{}", headers)));
    }

    [Fact]
    public void A_public_rsa_key_of_pkcs1_is_loaded_as_der_and_as_pem()
    {
        using var rsa = RSA.Create(2048);
        var signature = rsa.SignData("data"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        foreach (var text in new[] { Convert.ToBase64String(rsa.ExportRSAPublicKey()), rsa.ExportRSAPublicKeyPem() })
        {
            var key = KeyLoader.Load(text, isShared: false, "key");
            Assert.True(key.Verify(JwtAlgorithm.RS256, "data"u8, signature));
            Assert.False(key.IsPrivate);
        }
    }

    [Fact]
    public async Task A_public_key_of_standard_webhooks_can_be_der()
    {
        var key = KeyLoader.Load(Authentication.TestKeys.Ed25519Jwk, isShared: false, "key");
        await using var hooks = await StartAsync(
            new StandardWebhooksScheme(), $"whpk_{Convert.ToBase64String(key.SubjectPublicKeyInfo!)}");
        var at = hooks.Engine.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(key.Sign(JwtAlgorithm.EdDsa, Encoding.UTF8.GetBytes($"m.{at}.{{}}")));

        Assert.Equal(
            WebhookOutcome.Verified,
            await hooks.OutcomeAsync(Request(
                "{}", ("webhook-id", "m"), ("webhook-timestamp", at), ("webhook-signature", $"v1a,{signature}"))));
    }
}

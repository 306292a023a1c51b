using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.Keys;

public class KeyLoaderTests
{
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static TheoryData<string, string> RsaForms() => new()
    {
        { "PKCS#8", Rsa.ExportPkcs8PrivateKeyPem() },
        { "PKCS#1", Rsa.ExportRSAPrivateKeyPem() },
        {
            "PEM whose line breaks became backslash n",
            Rsa.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)
        },
        { "PEM in one line", Rsa.ExportPkcs8PrivateKeyPem().Replace("\n", " ", StringComparison.Ordinal) },
        { "base64 of DER", Convert.ToBase64String(Rsa.ExportPkcs8PrivateKey()) },
        { "base64 of PKCS#1", Convert.ToBase64String(Rsa.ExportRSAPrivateKey()) },
        { "base64 of PEM", Convert.ToBase64String(Encoding.UTF8.GetBytes(Rsa.ExportPkcs8PrivateKeyPem())) },
        { "JWK", TestKeys.Jwk(Rsa) },
    };

    [Theory]
    [MemberData(nameof(RsaForms))]
    public void An_rsa_key_is_loaded_from(string form, string text)
    {
        var key = KeyLoader.LoadPrivate(text, JwtAlgorithm.PS256, "privateKey");

        Assert.True(key.Verify(JwtAlgorithm.PS256, "data"u8, key.Sign(JwtAlgorithm.PS256, "data"u8)), form);
        Assert.True(
            Rsa.VerifyData(
                "data"u8, key.Sign(JwtAlgorithm.RS512, "data"u8), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void An_ec_key_is_loaded_from_pkcs8_sec1_and_jwk()
    {
        string[] forms =
        [
            Ec.ExportPkcs8PrivateKeyPem(),
            Ec.ExportECPrivateKeyPem(),
            Convert.ToBase64String(Ec.ExportPkcs8PrivateKey()),
            TestKeys.Jwk(Ec),
        ];
        foreach (var text in forms)
        {
            var signature = KeyLoader.LoadPrivate(text, JwtAlgorithm.ES256, "key").Sign(JwtAlgorithm.ES256, "data"u8);
            Assert.True(
                Ec.VerifyData(
                    "data"u8,
                    signature,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
    }

    [Fact]
    public void An_encrypted_key_opens_only_with_its_passphrase()
    {
        foreach (var (pem, algorithm) in ((string, JwtAlgorithm)[])[
            (Rsa.ExportEncryptedPkcs8PrivateKeyPem("pässword", Pbe), JwtAlgorithm.RS256),
            (Ec.ExportEncryptedPkcs8PrivateKeyPem("pässword", Pbe), JwtAlgorithm.ES256)])
        {
            Assert.True(KeyLoader.LoadPrivate(pem, algorithm, "key", passphrase: "pässword").IsPrivate);
            Assert.Equal(
                "key", Refused(() => KeyLoader.LoadPrivate(pem, algorithm, "key", passphrase: "wrong")).Location);
            Assert.Contains(
                "no passphrase",
                Refused(() => KeyLoader.LoadPrivate(pem, algorithm, "key")).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----")]
    [InlineData("""{"kty":"RSA"}""")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""")]
    [InlineData("""{"kty":"RSA","n":"!","e":"AQAB"}""")]
    [InlineData("""{"kty":"oct","k":"AQAB"}""")]
    [InlineData("""{"kty":1}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AQAB","y":"AQAB","d":"AQAB"}""")]
    [InlineData("""{"kty":""")]
    public void Invalid_text_is_a_typed_error_that_names_the_field_and_does_not_show_the_text(string text)
    {
        var error = Refused(() => KeyLoader.LoadPrivate(text, JwtAlgorithm.RS256, "privateKey"));

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "privateKey"), (error.Code, error.Location));
        Assert.DoesNotContain("AQAB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_type_is_refused_with_the_required_type()
    {
        Assert.Contains(
            "needs an RSA key, but this is an EC key on P-256",
            Refused(() => KeyLoader.LoadPrivate(Ec.ExportPkcs8PrivateKeyPem(), JwtAlgorithm.RS256, "k")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "P-384",
            Refused(() => KeyLoader.LoadPrivate(Ec.ExportPkcs8PrivateKeyPem(), JwtAlgorithm.ES384, "k")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "public half",
            Refused(() => KeyLoader.LoadPrivate(Rsa.ExportSubjectPublicKeyInfoPem(), JwtAlgorithm.RS256, "k")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "2048",
            Refused(
                () =>
                    KeyLoader.LoadPrivate(
                        RSA.Create(1024).ExportPkcs8PrivateKeyPem(), JwtAlgorithm.RS256, "k")).Message,
            StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.Equal(
            ConnectorErrorCode.NotSupported,
            Refused(() => KeyLoader.LoadPrivate(other.ExportPkcs8PrivateKeyPem(), JwtAlgorithm.ES256, "k")).Code);
    }

    [Fact]
    public void A_shared_key_is_text_base64_hexadecimal_or_a_jwk()
    {
        var expected = KeyLoader.LoadPrivate("key", JwtAlgorithm.HS256, "k").Sign(JwtAlgorithm.HS256, "data"u8);

        Assert.Equal(HMACSHA256.HashData("key"u8, "data"u8), expected);
        Assert.Equal(
            expected,
            KeyLoader.LoadPrivate("a2V5", JwtAlgorithm.HS256, "k", KeyFormat.Base64)
                .Sign(JwtAlgorithm.HS256, "data"u8));
        Assert.Equal(
            expected,
            KeyLoader.LoadPrivate("6b6579", JwtAlgorithm.HS256, "k", KeyFormat.Hex).Sign(JwtAlgorithm.HS256, "data"u8));
        Assert.Equal(
            expected,
            KeyLoader.LoadPrivate("""{"kty":"oct","k":"a2V5"}""", JwtAlgorithm.HS256, "k")
                .Sign(JwtAlgorithm.HS256, "data"u8));
    }

    // RFC 7638 §3.1; RFC 9449 §6.1; RFC 8037 Appendix A.3
    [Theory]
    [InlineData(
        """{"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiA"""
            + """FbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9y"""
            + """BXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1"""
            + """n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8aw"""
            + """apJzKnqDKgw"}""",
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")]
    [InlineData(
        """{"kty":"EC","crv":"P-256","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuN"""
            + """JajHmt6v9TDVrU0CdvGRDA"}""",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    [InlineData(
        """{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    public void A_thumbprint_equals_that_of_the_rfc(string jwk, string expected) =>
        Assert.Equal(expected, KeyLoader.Load(jwk, isShared: false, "k").Thumbprint);

    // RFC 8037 Appendix A.1, A.4
    [Fact]
    public void Ed25519_signs_as_the_rfc_does()
    {
        var key = KeyLoader.LoadPrivate(TestKeys.Ed25519Jwk, JwtAlgorithm.EdDsa, "k");
        var signature = key.Sign(JwtAlgorithm.EdDsa, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"u8);

        Assert.Equal(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
            TestKeys.Base64Url(signature));
        Assert.True(
            KeyLoader.Load(key.PublicJwk!, isShared: false, "k")
                .Verify(JwtAlgorithm.EdDsa, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"u8, signature));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Any_text_is_loaded_or_gives_a_typed_error(string? text, JwtAlgorithm algorithm, KeyFormat format)
    {
        try
        {
            return KeyLoader.LoadPrivate(text ?? "", algorithm, "k", format).ToString() == Secret.Redacted;
        }
        catch (ConnectorException exception)
        {
            return exception.Errors.All(error => error.Location == "k");
        }
    }

    private static ConnectorError Refused(Func<object> load) =>
        Assert.Single(Assert.Throws<ConnectorException>(load).Errors);
}

using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Tests.Authentication.HttpMessageSignatures;

/// <summary>RFC 9421 Appendix B: keys of B.1, the request and the signatures of B.2.</summary>
public class HttpMessageSignatureVectorTests
{
    private const string RsaPssPublic = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string EcPublic = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    private const string Ed25519Private =
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END "
            + "PRIVATE KEY-----";
    private const string SharedSecret =
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1618884473);

    // The signatures of B.2.5 and B.2.6 are deterministic.
    [Theory]
    [InlineData(
        HttpSignatureAlgorithm.HmacSha256,
        "sig-b25",
        "test-shared-secret",
        SharedSecret,
        new[] { "date", "@authority", "content-type" },
        "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=")]
    [InlineData(
        HttpSignatureAlgorithm.Ed25519,
        "sig-b26",
        "test-key-ed25519",
        Ed25519Private,
        new[] { "date", "@method", "@path", "@authority", "content-type", "content-length" },
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==")]
    public async Task A_signature_equals_the_published_one(
        HttpSignatureAlgorithm algorithm, string label, string keyId, string key, string[] components, string expected)
    {
        using var request = TestRequest();
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = algorithm,
            KeyFormat = algorithm == HttpSignatureAlgorithm.HmacSha256 ? KeyFormat.Base64 : KeyFormat.Auto,
            Components = components,
            KeyId = keyId,
            Label = label,
        };

        await Signing.SignAsync(method, request, Created, ("privateKey", key));

        Assert.Equal($"{label}=:{expected}:", request.Header("Signature"));
        Assert.Equal(
            $"{label}=({string.Join(' ', components.Select(component => $"\"{component}\""))});created=1618884473;"
                + $"keyid=\"{keyId}\"",
            request.Header("Signature-Input"));
    }

    // B.2.1 to B.2.3: PSS has a random salt, so the test verifies the RFC's signatures over our signature base.
    [Theory]
    [InlineData(
        ";created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
        new string[0],
        "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJM"
            + "kA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56"
            + "YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+"
            + "7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==")]
    [InlineData(
        ";created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
        new[] { "@authority", "content-digest", "@query-param;name=\"Pet\"" },
        "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+"
            + "ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFq"
            + "WFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKU"
            + "qiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==")]
    [InlineData(
        ";created=1618884473;keyid=\"test-key-rsa-pss\"",
        new[]
        {
            "date",
            "@method",
            "@path",
            "@query",
            "@authority",
            "content-type",
            "content-digest",
            "content-length",
        },
        "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb"
            + "38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW9"
            + "1kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJ"
            + "zSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==")]
    public void The_published_signature_verifies_over_our_signature_base(
        string parameters, string[] components, string signature)
    {
        using var request = TestRequest();
        var parsed = components.Select(
            text => SignatureComponent.TryParse(text, out var component)
                ? component
                : throw new FormatException(text)).ToArray();

        var text = SignatureBase.Of(request, parsed, SignatureBase.Input(parsed, parameters));

        Assert.True(
            KeyLoader.Load(RsaPssPublic, isShared: false, "k")
                .Verify(JwtAlgorithm.PS512, Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature)));
    }

    // B.2.4 signs a response. The RFC prints its signature base.
    [Fact]
    public void The_published_ecdsa_signature_verifies_over_the_published_base() =>
        Assert.True(KeyLoader.Load(EcPublic, isShared: false, "k").Verify(
        JwtAlgorithm.ES256,
        Encoding.UTF8.GetBytes(
            "\"@status\": 200\n\"content-type\": application/json\n\"content-digest\": "
                + "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"
                + "\n\"content-length\": 23\n\"@signature-params\": (\"@status\" \"content-type\" \"content-digest\" "
                + "\"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\""),
        Convert.FromBase64String(
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==")));

    // RFC 9421 B.2 and RFC 9530 Appendix D.
    [Fact]
    public void A_content_digest_equals_the_published_one() => Assert.Equal(
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        ContentDigest.Of(ContentDigestAlgorithm.Sha512, "{\"hello\": \"world\"}"u8.ToArray()));

    private static HttpRequestMessage TestRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://example.com/foo?param=Value&Pet=dog")
        {
            Content = new ByteArrayContent("{\"hello\": \"world\"}"u8.ToArray())
            {
                Headers = { ContentType = new("application/json") },
            },
        };
        request.Headers.TryAddWithoutValidation("Date", "Tue, 20 Apr 2021 02:07:55 GMT");
        request.Headers.TryAddWithoutValidation(
            "Content-Digest", ContentDigest.Of(ContentDigestAlgorithm.Sha512, "{\"hello\": \"world\"}"u8.ToArray()));
        return request;
    }
}

using Versori.Connectors.Tests.Fuzzing;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>RFC 9421 Appendix B: the keys of B.1, the request of B.2 and its signatures.</summary>
public sealed class HttpSignatureVectorTests
{
    public const string Ed25519Public =
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC "
            + "KEY-----";

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

    private const string SharedSecret =
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1618884473);

    [Theory]
    // B.2.1
    [InlineData(
        HttpSignatureAlgorithm.RsaPssSha512,
        "sig-b21=();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
        "sig-b21=:d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zF"
            + "ZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGez"
            + "XehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq"
            + "9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==:")]
    // B.2.2
    [InlineData(
        HttpSignatureAlgorithm.RsaPssSha512,
        "sig-b22=(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;"
            + "keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
        "sig-b22=:LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UC"
            + "MkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UK"
            + "kjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAo"
            + "xk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==:")]
    // B.2.3
    [InlineData(
        HttpSignatureAlgorithm.RsaPssSha512,
        "sig-b23=(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\" "
            + "\"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"",
        "sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voT"
            + "p768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIko"
            + "QoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvR"
            + "X2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:")]
    // B.2.5
    [InlineData(
        HttpSignatureAlgorithm.HmacSha256,
        "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"",
        "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:")]
    // B.2.6
    [InlineData(
        HttpSignatureAlgorithm.Ed25519,
        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");"
            + "created=1618884473;keyid=\"test-key-ed25519\"",
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:")]
    public void A_published_signature_is_verified(HttpSignatureAlgorithm algorithm, string input, string signature) =>
        Assert.Equal(
            WebhookOutcome.Verified,
            Check(algorithm, Request(input, signature, "example.com", "{\"hello\": \"world\"}"u8.ToArray())));

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool A_published_signature_with_one_changed_character_is_refused(int position, byte to, bool inInput)
    {
        const string Input =
            "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");"
                + "created=1618884473;keyid=\"test-key-ed25519\"";
        const string Signature =
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:";
        var text = (inInput ? Input : Signature).ToCharArray();
        var index = (int)((uint)position % text.Length);
        var character = (char)(' ' + (to % 95));
        // Base64 has unused bits. Changing one of them does not change the signature.
        if (text[index] == character || (!inInput && index >= text.Length - 4)) return true;
        text[index] = character;
        var (input, signature) = inInput ? (new string(text), Signature) : (Input, new string(text));
        return Check(
            HttpSignatureAlgorithm.Ed25519,
            Request(input, signature, "example.com", "{\"hello\": \"world\"}"u8.ToArray())) != WebhookOutcome.Verified;
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Random_signatures_are_never_verified_and_never_throw(
        string? input, string? signature, string? host, byte[]? body) =>
        Check(
            HttpSignatureAlgorithm.Ed25519,
            Request($"a={input}", $"a={signature}", host ?? "", body ?? [])) != WebhookOutcome.Verified
        && Check(
            HttpSignatureAlgorithm.Ed25519,
            Request(
                $"a=(\"{input}\");created=1618884473", "a=:AAAA:", host ?? "", body ?? [])) != WebhookOutcome.Verified;

    private static WebhookOutcome Check(HttpSignatureAlgorithm algorithm, WebhookRequest request)
    {
        var scheme = new HttpSignatureWebhookScheme
        {
            Algorithm = algorithm,
            Components = [],
            RequireContentDigest = false,
            KeyFormat = algorithm == HttpSignatureAlgorithm.HmacSha256 ? KeyFormat.Base64 : KeyFormat.Auto,
        };
        var key = algorithm switch
        {
            HttpSignatureAlgorithm.HmacSha256 => SharedSecret,
            HttpSignatureAlgorithm.Ed25519 => Ed25519Public,
            _ => RsaPssPublic,
        };
        return SchemeChecks.Check(new() { Id = "x", Scheme = scheme }, request, [new(key)], Created).Outcome;
    }

    private static WebhookRequest Request(string input, string signature, string host, byte[] body) => new(
        "POST",
        $"https://{host}/foo?param=Value&Pet=dog",
        [
            new("Host", "example.com"), new(
                "Date",
                "Tue, 20 Apr 2021 02:07:55 GMT"), new("Content-Type", "application/json"), new("Content-Length", "18"),
            new(
                "Content-Digest",
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"),
            new("Signature-Input", input), new("Signature", signature),
        ],
        body);
}

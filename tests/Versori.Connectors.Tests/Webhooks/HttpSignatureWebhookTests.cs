using System.Security.Cryptography;
using System.Text;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

public sealed class HttpSignatureWebhookTests
{
    private const string Url = "https://host.example/hook?a=1&b=%20x";
    private const string Ed25519Private =
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END "
            + "PRIVATE KEY-----";
    private static readonly HttpSignatureWebhookScheme Ed25519 = new() { Algorithm = HttpSignatureAlgorithm.Ed25519 };

    [Theory]
    [InlineData(HttpSignatureAlgorithm.Ed25519)]
    [InlineData(HttpSignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData(HttpSignatureAlgorithm.RsaPssSha512)]
    [InlineData(HttpSignatureAlgorithm.RsaV15Sha256)]
    [InlineData(HttpSignatureAlgorithm.HmacSha256)]
    public async Task A_message_of_the_outbound_signer_is_verified_once(HttpSignatureAlgorithm algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, key) = algorithm switch
        {
            HttpSignatureAlgorithm.Ed25519 => (Ed25519Private, HttpSignatureVectorTests.Ed25519Public),
            HttpSignatureAlgorithm.EcdsaP256Sha256 =>
                (ec.ExportPkcs8PrivateKeyPem(), ec.ExportSubjectPublicKeyInfoPem()),
            HttpSignatureAlgorithm.HmacSha256 => ("shared secret", "shared secret"),
            _ => (rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem()),
        };
        await using var hooks = await StartAsync(Ed25519 with { Algorithm = algorithm }, key);
        var request = await SignedAsync(hooks, secret, new() { Algorithm = algorithm, IncludeAlgorithm = true });

        var verification = await hooks.VerifyAsync(request);

        Assert.Equal(
            (WebhookOutcome.Verified, hooks.Engine.Time.GetUtcNow()), (verification.Outcome, verification.SentAt));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(request));
    }

    [Theory]
    [InlineData("alg=\"ed25519\"", "alg=\"rsa-v1_5-sha256\"", WebhookOutcome.InvalidSignature)]
    [InlineData("@method", "@metho", WebhookOutcome.Malformed)]
    [InlineData("created=", "created=x", WebhookOutcome.Malformed)]
    [InlineData(";created=", ";made=", WebhookOutcome.MissingSignature)]
    [InlineData("\"@path\"", "\"@path\" \"@path\"", WebhookOutcome.Malformed)]
    [InlineData(" \"content-digest\"", "", WebhookOutcome.MissingSignature)]
    [InlineData(" \"@path\" \"@query\"", "", WebhookOutcome.MissingSignature)]
    [InlineData("sig1=", "sig2=", WebhookOutcome.MissingSignature)]
    public async Task A_changed_input_is_refused(string before, string after, WebhookOutcome expected)
    {
        await using var hooks = await StartAsync(Ed25519, HttpSignatureVectorTests.Ed25519Public);
        var request = await SignedAsync(
            hooks, Ed25519Private, new() { Algorithm = HttpSignatureAlgorithm.Ed25519, IncludeAlgorithm = true });

        var changed = Change(
            request, "Signature-Input", value => value.Replace(before, after, StringComparison.Ordinal));

        Assert.NotEqual(request.Header("Signature-Input"), changed.Header("Signature-Input"));
        Assert.Equal(expected, await hooks.OutcomeAsync(changed));
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(request));
    }

    [Fact]
    public async Task A_body_that_does_not_match_its_digest_is_refused()
    {
        await using var hooks = await StartAsync(Ed25519, HttpSignatureVectorTests.Ed25519Public);
        var request = await SignedAsync(hooks, Ed25519Private, new() { Algorithm = HttpSignatureAlgorithm.Ed25519 });

        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(
                new(request.Method, request.Url, Headers(request), Encoding.UTF8.GetBytes("{\"n\":2}"))));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(Change(request, "Content-Digest", _ => "md5=:AAAA:")));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(new("POST", request.Url + "&c=1", Headers(request), request.Body)));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(new("PUT", request.Url, Headers(request), request.Body)));
    }

    [Fact]
    public async Task An_uncovered_body_is_accepted_only_if_coverage_is_switched_off()
    {
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.Ed25519,
            Components = ["@method", "@target-uri"],
        };
        await using var hooks = await StartAsync(Ed25519, HttpSignatureVectorTests.Ed25519Public);
        await using var loose = await StartAsync(
            Ed25519 with { RequireContentDigest = false }, HttpSignatureVectorTests.Ed25519Public);
        var request = await SignedAsync(hooks, Ed25519Private, method);

        Assert.Equal(WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(request));
        Assert.Equal(WebhookOutcome.Verified, await loose.OutcomeAsync(request));
    }

    [Theory]
    [InlineData(-301, null, WebhookOutcome.Expired)]
    [InlineData(-300, null, WebhookOutcome.Verified)]
    [InlineData(301, null, WebhookOutcome.NotYetValid)]
    [InlineData(-61, 60, WebhookOutcome.Expired)]
    [InlineData(-60, 60, WebhookOutcome.Verified)]
    public async Task A_signature_is_valid_in_its_time_window(int offset, int? lifetime, WebhookOutcome expected)
    {
        await using var hooks = await StartAsync(Ed25519, HttpSignatureVectorTests.Ed25519Public);
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.Ed25519,
            ExpiresAfter = lifetime is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

        Assert.Equal(
            expected,
            await hooks.OutcomeAsync(await SignedAsync(hooks, Ed25519Private, method, TimeSpan.FromSeconds(offset))));
    }

    [Fact]
    public async Task The_definition_selects_one_of_several_signatures()
    {
        await using var hooks = await StartAsync(Ed25519, HttpSignatureVectorTests.Ed25519Public);
        await using var labelled = await StartAsync(
            Ed25519 with { Label = "b", Tag = "t", KeyId = "k \"1\"" }, HttpSignatureVectorTests.Ed25519Public);
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.Ed25519,
            Tag = "t",
            KeyId = "k \"1\"",
        };
        var (a, b) = (
            await SignedAsync(hooks, Ed25519Private, method with { Label = "a" }),
            await SignedAsync(hooks, Ed25519Private, method with { Label = "b" }));
        var both = new WebhookRequest(
            a.Method,
            a.Url,
            [
                .. Headers(a),
                .. Headers(b).Where(header => header.Key.StartsWith("Signature", StringComparison.Ordinal)),
            ],
            a.Body);

        Assert.Equal(WebhookOutcome.Malformed, await hooks.OutcomeAsync(both));
        Assert.Equal(WebhookOutcome.Verified, await labelled.OutcomeAsync(both));
        Assert.Equal(WebhookOutcome.MissingSignature, await labelled.OutcomeAsync(a));
    }

    [Fact]
    public async Task Keys_can_be_rotated_and_a_key_of_the_wrong_kind_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var hooks = await StartAsync(
            Ed25519,
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
            HttpSignatureVectorTests.Ed25519Public);

        Assert.Equal(
            WebhookOutcome.Verified,
            await hooks.OutcomeAsync(
                await SignedAsync(hooks, Ed25519Private, new() { Algorithm = HttpSignatureAlgorithm.Ed25519 })));
        await Assert.ThrowsAsync<ConnectorException>(() => hooks.SetAsync(other.ExportSubjectPublicKeyInfoPem()));
        await Assert.ThrowsAsync<ConnectorException>(() => hooks.SetAsync("rubbish"));
    }

    [Fact]
    public async Task An_unknown_component_is_reported_for_the_definition()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => StartAsync(Ed25519 with { Components = ["@method", "@status", "Date"] }));

        Assert.Equal(
            ["/webhooks/0/scheme/components/1", "/webhooks/0/scheme/components/2"],
            exception.Errors.Select(error => error.Location));
    }

    private static async Task<WebhookRequest> SignedAsync(
        WebhookFixture hooks, string key, HttpMessageSignatureAuth method, TimeSpan offset = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url)
        {
            Content = new StringContent("{\"n\":1}", Encoding.UTF8, "application/json"),
        };
        var components = method.Components.Contains("@target-uri", StringComparer.Ordinal)
            ? method.Components
            : ["@method", "@authority", "@path", "@query", "content-digest"];
        await Authentication.Signing.SignAsync(
            method with { Components = components },
            request,
            hooks.Engine.Time.GetUtcNow() + offset,
            ("privateKey", key));
        var headers = request.Headers.NonValidated.Concat(request.Content.Headers.NonValidated)
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        return new(
            "POST",
            Url,
            [.. headers],
            await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(WebhookRequest request) =>
        new[] { "Signature-Input", "Signature", "Content-Digest", "Content-Type" }
            .SelectMany(name => request.Header(name).Select(value => KeyValuePair.Create(name, value)));

    private static WebhookRequest Change(WebhookRequest request, string name, Func<string, string> change) =>
        new(
            request.Method,
            request.Url,
            [.. Headers(request).Select(header => header.Key == name ? new(name, change(header.Value)) : header)],
            request.Body);
}

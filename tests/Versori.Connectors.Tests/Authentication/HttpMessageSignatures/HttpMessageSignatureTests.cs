using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.HttpMessageSignatures;

public class HttpMessageSignatureTests
{
    private static readonly HttpMessageSignatureAuth Method = new()
    {
        Algorithm = HttpSignatureAlgorithm.EcdsaP384Sha384,
        Components =
        [
            "@method", "@authority", "@target-uri", "@request-target", "@scheme", "@query", "content-type",
            "content-digest",
        ],
        KeyId = "key \"1\"",
        ExpiresAfter = TimeSpan.FromMinutes(1),
        IncludeNonce = true,
        IncludeAlgorithm = true,
        Tag = "app",
    };

    // The server builds the signature base from the received request.
    [Fact]
    public async Task A_server_verifies_the_signature_independently()
    {
        await using var engine = await EngineFixture.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var connector = await engine.PublishAsync(engine.Definition("system", Method));
        var connection = await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.For(
                Method.Id, new Dictionary<string, string> { ["privateKey"] = key.ExportPkcs8PrivateKeyPem() }),
            CheckCredential = false,
        });

        (
            await engine.Clients.CreateClient(connection)
                .PostAsync(
                    "items?a=%C3%A4&b", new StringContent("bödy"), TestContext.Current.CancellationToken)).Dispose();

        var seen = Assert.Single(engine.System.RecordedApiRequests);
        var input = seen.Headers["Signature-Input"]["sig1=".Length..];
        var host = engine.System.BaseAddress.Authority;
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(seen.Body.Span))}:";
        var expected =
            $"\"@method\": POST\n\"@authority\": {host}\n\"@target-uri\": "
                + $"http://{host}{seen.Target}\n\"@request-target\": {seen.Target}\n\"@scheme\": http\n\"@query\": "
                + $"?a=%C3%A4&b\n"
            + $"\"content-type\": text/plain; charset=utf-8\n\"content-digest\": {digest}\n\"@signature-params\": "
                + $"{input}";
        Assert.True(
            key.VerifyData(
                Encoding.UTF8.GetBytes(expected),
                Convert.FromBase64String(seen.Headers["Signature"]["sig1=".Length..].Trim(':')),
                HashAlgorithmName.SHA384));
        Assert.Equal(digest, seen.Headers["Content-Digest"]);
        Assert.Matches(
            ";created=[0-9]+;expires=[0-9]+;keyid=\"key \\\\\"1\\\\\"\";alg=\"ecdsa-p384-sha384\";"
                + "nonce=\"[0-9a-f]{32}\";tag=\"app\"$",
            input);
    }

    [Fact]
    public async Task Body_components_are_left_out_without_a_body_and_all_headers_are_removed_again()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        var authenticator = Signing.Prepare(
            Method with { Algorithm = HttpSignatureAlgorithm.HmacSha256 }, default, ("privateKey", "shared"))[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("content-", request.Header("Signature-Input"), StringComparison.Ordinal);
        authenticator.Remove(request);
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("x-missing", "x-missing")]
    [InlineData("@query-param;name=\"a\"", "a")]
    public async Task A_missing_or_repeated_component_is_named(string component, string location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/?a=1&a=2");
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.HmacSha256,
            Components = [component],
        };
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Signing.SignAsync(method, request, default, ("privateKey", "shared")));
        Assert.Equal(location, Signing.Error(exception).Location);
    }

    [Fact]
    public async Task Errors_in_a_definition_are_reported_by_json_pointer()
    {
        await using var engine = await EngineFixture.StartAsync();
        var method = Method with
        {
            Label = "Sig",
            KeyField = "x",
            KeyId = "{y}",
            Tag = "a\n",
            ExpiresAfter = TimeSpan.Zero,
            Components = ["@method", "@method", "Date", "@nothing", "@query-param"],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.PublishAsync(engine.Definition("system", method)));

        Assert.Equal(
            [
                "components/1", "components/2", "components/3", "components/4", "expiresAfter", "keyField", "keyId",
                "label", "tag",
            ],
            exception.Errors.Select(error => error.Location!["/authMethods/0/".Length..])
                .Order(StringComparer.Ordinal));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Any_text_is_parsed_as_a_component_or_rejected(string? text) =>
        !SignatureComponent.TryParse(text ?? "", out var component) || !component.Identifier.Any(char.IsControl);

    [Theory]
    [InlineData(false, "(\"@method\")", null)]
    [InlineData(true, "(\"@method\" \"content-digest\")", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")]
    public async Task A_request_without_a_body_can_have_the_digest_of_empty_content(
        bool digestEmptyBody, string covered, string? digest)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/");
        var method = new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.EcdsaP384Sha384,
            Components = ["@method", "content-digest", "content-type"],
            DigestEmptyBody = digestEmptyBody,
        };
        var authenticator = Signing.Prepare(method, default, ("privateKey", key.ExportPkcs8PrivateKeyPem()))[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith($"sig1={covered};", request.Header("Signature-Input"), StringComparison.Ordinal);
        Assert.Equal(digest, digest is null ? null : request.Header("Content-Digest"));
        Assert.Equal(digest is not null, request.Headers.Contains("Content-Digest"));
        authenticator.Remove(request);
        Assert.Empty(request.Headers);
    }
}

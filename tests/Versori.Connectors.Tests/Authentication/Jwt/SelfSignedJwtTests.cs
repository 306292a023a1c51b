using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Authentication.Jwt;

public class SelfSignedJwtTests
{
    private static readonly FakeTimeProvider Time = new(DateTimeOffset.FromUnixTimeSeconds(1_772_366_400));
    private static readonly RSA Rsa = RSA.Create(2048);

    // RFC 7515 Appendix A.1: the octets of the RFC with its line breaks.
    [Fact]
    public void A_compact_serialization_equals_that_of_the_rfc()
    {
        var key = KeyLoader.LoadPrivate(
            """{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9"""
                + """CAow"}""",
            JwtAlgorithm.HS256,
            "k");

        var jwt = JwsCompact.Sign(
            key,
            JwtAlgorithm.HS256,
            "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"u8,
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"u8);

        Assert.Equal(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF"
                + "tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            jwt);
    }

    public static TheoryData<JwtAlgorithm> Algorithms() =>
        [.. Enum.GetValues<JwtAlgorithm>().Where(algorithm => algorithm != JwtAlgorithm.EdDsa)];

    // An independent library verifies the signature.
    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Another_library_accepts_the_token(JwtAlgorithm algorithm)
    {
        var (text, check) = KeyFor(algorithm);
        var method = new SelfSignedJwtAuth
        {
            Algorithm = algorithm,
            Claims = [new() { Name = "iss", Value = "{app}" }],
            IncludeJwtId = true,
            IncludeNotBefore = true,
        };

        var jwt = await MakeAsync(method, text);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, new()
        {
            IssuerSigningKey = check,
            ValidIssuer = "ädä",
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid, result.Exception?.ToString());
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal((Time.GetUtcNow() + TimeSpan.FromMinutes(5)).UtcDateTime, token.ValidTo);
        Assert.Equal(Time.GetUtcNow().UtcDateTime, token.IssuedAt);
        Assert.Equal(36, token.Id.Length);
    }

    [Fact]
    public async Task Claims_are_strings_numbers_and_json()
    {
        var method = new SelfSignedJwtAuth
        {
            Backdate = TimeSpan.FromSeconds(60),
            Lifetime = TimeSpan.FromMinutes(9),
            HeaderParameters = [new() { Name = "kid", Value = "{app}-1" }, new() { Name = "typ", Value = "at+jwt" }],
            Claims =
            [
                new() { Name = "iss", Value = "{app}" },
                new() { Name = "n", Value = "{exp}", Kind = JwtValueKind.Number },
                new() { Name = "aud", Value = """["{quote}", true]""", Kind = JwtValueKind.Json },
                new() { Name = "iat", Value = "{iat}", Kind = JwtValueKind.Number },
            ],
        };

        var parts = (await MakeAsync(method, Rsa.ExportPkcs8PrivateKeyPem())).Split('.');

        Assert.Equal("""{"alg":"RS256","kid":"ädä-1","typ":"at+jwt"}""", Decode(parts[0]));
        Assert.Equal(
            """{"iss":"ädä","n":1772366940,"aud":["a\"b\n",true],"iat":1772366340,"exp":1772366940}""",
            Decode(parts[1]));
    }

    [Theory]
    [InlineData("{quote}", JwtValueKind.Number)]
    [InlineData("{quote}", JwtValueKind.Json)]
    [InlineData("[", JwtValueKind.Json)]
    public async Task A_member_that_is_not_valid_json_is_named(string value, JwtValueKind kind)
    {
        var method = new SelfSignedJwtAuth { Claims = [new() { Name = "custom", Value = value, Kind = kind }] };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => MakeAsync(method, Rsa.ExportPkcs8PrivateKeyPem()));

        Assert.Equal("custom", Assert.Single(exception.Errors).Location);
        Assert.DoesNotContain("a\"b", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_can_be_part_of_a_field()
    {
        var method = new SelfSignedJwtAuth
        {
            Algorithm = JwtAlgorithm.HS256,
            Key = "{privateKey | after(\":\")}",
            KeyFormat = KeyFormat.Hex,
            HeaderParameters = [new() { Name = "kid", Value = "{privateKey | before(\":\")}" }],
        };

        var jwt = await MakeAsync(method, $"id-1:{Convert.ToHexString(Encoding.UTF8.GetBytes(new string('k', 64)))}");

        Assert.Equal("id-1", new JsonWebToken(jwt).Kid);
        var result = await new JsonWebTokenHandler()
            .ValidateTokenAsync(
                jwt,
                new()
                {
                    IssuerSigningKey = KeyFor(JwtAlgorithm.HS256).Check,
                    ValidateIssuer = false,
                    ValidateAudience = false,
                    ValidateLifetime = false,
                });
        Assert.True(result.IsValid, result.Exception?.ToString());
        var error = await Assert.ThrowsAsync<ConnectorException>(() => MakeAsync(method, "no key"));
        Assert.Equal("privateKey", Assert.Single(error.Errors).Location);
    }

    [Fact]
    public async Task A_claim_can_contain_the_hash_of_the_public_key()
    {
        var method = new SelfSignedJwtAuth
        {
            Claims = [new() { Name = "iss", Value = "acme.SHA256:{publicKeySha256}" }],
        };

        Assert.Equal(
            $"acme.SHA256:{Convert.ToBase64String(SHA256.HashData(Rsa.ExportSubjectPublicKeyInfo()))}",
            new JsonWebToken(await MakeAsync(method, Rsa.ExportPkcs8PrivateKeyPem())).Issuer);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(
            ec.ExportSubjectPublicKeyInfo(),
            KeyLoader.LoadPrivate(ec.ExportPkcs8PrivateKeyPem(), JwtAlgorithm.ES256, "k").SubjectPublicKeyInfo);
        // RFC 8410 §10.1, §10.3: a public key, followed by its private key.
        Assert.Equal(
            Convert.FromBase64String("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="),
            KeyLoader.LoadPrivate(
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----"
                    + "END PRIVATE KEY-----",
                JwtAlgorithm.EdDsa,
                "k").SubjectPublicKeyInfo);
        Assert.Null(KeyLoader.LoadPrivate("shared", JwtAlgorithm.HS256, "k").SubjectPublicKeyInfo);
    }

    [Fact]
    public async Task An_optional_member_without_a_value_is_left_out()
    {
        var method = new SelfSignedJwtAuth
        {
            IncludeIssuedAt = false,
            IncludeExpiration = false,
            Claims =
            [
                new() { Name = "iss", Value = "{app}" },
                new() { Name = "scope", Value = """["{scope}"]""", Kind = JwtValueKind.Json, Optional = true },
                new() { Name = "sub", Value = "{scope ?? \"\"}", Optional = true },
                new() { Name = "aud", Value = "{app}", Optional = true },
            ],
        };

        Assert.Equal(
            """{"iss":"ädä","aud":"ädä"}""",
            Decode((await MakeAsync(method, Rsa.ExportPkcs8PrivateKeyPem())).Split('.')[1]));
    }

    [Fact]
    public async Task The_key_id_of_a_jwk_is_used() => Assert.Equal(
        "kid-7", JsonDocument.Parse(
            Decode(
                (await MakeAsync(new(), TestKeys.Jwk(Rsa, "kid-7")))
                    .Split('.')[0])).RootElement.GetProperty("kid").GetString());

    private static async Task<string> MakeAsync(SelfSignedJwtAuth method, string key)
    {
        var values = new ExpressionValues()
            .Set("app", "ädä").Set("quote", "a\"b\n").SetSecret("privateKey", new Secret(key));
        var result = await new SelfSignedJwtSource(method, Time)
            .RequestAsync(new(ConnectorId.Parse("system"), values, null), CancellationToken.None);
        return result.Token!.Values["jwt"];
    }

    private static (string Text, SecurityKey Check) KeyFor(JwtAlgorithm algorithm)
    {
        if (algorithm.ToString().StartsWith("HS", StringComparison.Ordinal))
            return (new string('k', 64), new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64))));
        if (!algorithm.ToString().StartsWith("ES", StringComparison.Ordinal))
            return (Rsa.ExportPkcs8PrivateKeyPem(), new RsaSecurityKey(Rsa));
        var ec = ECDsa.Create(algorithm switch
        {
            JwtAlgorithm.ES256 => ECCurve.NamedCurves.nistP256,
            JwtAlgorithm.ES384 => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        });
        return (ec.ExportPkcs8PrivateKeyPem(), new ECDsaSecurityKey(ec));
    }

    private static string Decode(string part) =>
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
}

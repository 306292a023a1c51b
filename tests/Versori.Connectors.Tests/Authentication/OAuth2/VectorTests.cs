using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.SignIn;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

public sealed class VectorTests
{
    [Fact]
    public void RFC_7636_Appendix_B() => Assert.Equal(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.Challenge(
            OAuth2Pkce.S256, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public void RFC_6749_2_3_1() => Assert.Equal(
        "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3", BasicAuthHandler.HeaderValue(
            FormUrlEncoding.Encode("s6BhdRkqt3"), FormUrlEncoding.Encode("7Fjfp0ZBr1KtDRbnfVdmIw")));

    // RFC 6749 §4.1.3, §4.4.2.
    [Fact]
    public void RFC_6749_4_1_3() => Assert.Equal(
        "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW", BasicAuthHandler.HeaderValue(
            FormUrlEncoding.Encode("s6BhdRkqt3"), FormUrlEncoding.Encode("gX1fBat3bV")));

    // RFC 6749 Appendix B.
    [Fact]
    public void RFC_6749_Appendix_B() => Assert.Equal("+%25%26%2B%C2%A3%E2%82%AC", FormUrlEncoding.Encode(" %&+£€"));

    // RFC 9449 §7.1: the hash of the access token in the example.
    [Fact]
    public void RFC_9449_7_1() => Assert.Equal(
        "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", DpopProofs.Hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"));

    [Fact]
    public async Task A_proof_has_the_claims_required_by_RFC_9449_and_its_key_verifies_it()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));
        var key = DpopKey.Of(kept: null);

        var proof = new DpopProofs(time).Create(key, "POST", new("https://as.example/token?x=1"), "nonce-1", "token-1");

        var jwt = new JsonWebToken(proof);
        Assert.Equal(
            ["dpop+jwt", "ES256", "POST", "https://as.example/token", "nonce-1"],
            [jwt.Typ, jwt.Alg, jwt.GetClaim("htm").Value, jwt.GetClaim("htu").Value, jwt.GetClaim("nonce").Value]);
        Assert.Equal(
            Base64UrlTextEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes("token-1"))),
            jwt.GetClaim("ath").Value);
        Assert.DoesNotContain("\"d\"", Encoding.UTF8.GetString(Base64UrlTextEncoder.Decode(jwt.EncodedHeader)));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(proof, new TokenValidationParameters
        {
            IssuerSigningKey = new JsonWebKey(key.Key.PublicJwk),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid);
    }

    [Theory]
    [InlineData("resource_metadata=\"https://a.example/x\"", "https://a.example/x")]
    [InlineData(
        "realm=\"a, resource_metadata=b\", resource_metadata=\"https://a.example/\\\"x\"", "https://a.example/\"x")]
    [InlineData("error=invalid_token , resource_metadata=token", "token")]
    [InlineData("realm=\"open", null)]
    [InlineData("", null)]
    public void A_parameter_of_a_challenge_is_read(string parameters, string? value) =>
        Assert.Equal(value, ChallengeParameter.Find(parameters, "resource_metadata"));
}

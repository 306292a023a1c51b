namespace Versori.Connectors.Tests.Authentication;

public class SigningMethodTests
{
    public static TheoryData<AuthMethod> Methods() =>
    [
        new SelfSignedJwtAuth
        {
            Algorithm = JwtAlgorithm.EdDsa,
            Claims = [new() { Name = "a", Value = "1", Kind = JwtValueKind.Number }],
        },
        new HmacSignatureAuth
        {
            StringToSign = "{body}",
            Placements = [new() { In = CredentialLocation.Body, Name = "s", Value = "{signature}" }],
            Encoding = SignatureEncoding.Base64Url,
        },
        new HttpMessageSignatureAuth
        {
            Algorithm = HttpSignatureAlgorithm.RsaV15Sha256,
            DigestAlgorithm = ContentDigestAlgorithm.Sha512,
            ExpiresAfter = TimeSpan.FromMinutes(1),
        },
        AwsSignatureV4Auth.S3("{region}") with { SignedHeaders = ["range"] },
        new OAuth1Auth { SignatureMethod = OAuth1SignatureMethod.RsaSha1, Placement = OAuth1Placement.Query },
        new WsseAuth { HexDigest = true },
        new ClientCertificateAuth { CertificateAuthorities = "PEM", TrustSystemAuthorities = true },
        ApiKeyAuth.Create(CredentialLocation.Body, "key") with
        {
            Headers = new Dictionary<string, string> { ["A"] = "b" },
        },
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_round_trips_through_json(AuthMethod method)
    {
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("x"),
            Title = "X",
            BaseUrl = "https://x.example",
            AuthMethods = [method],
        };

        var copy = ConnectorDefinition.Parse(definition.ToJson());

        Assert.Equal(definition, copy);
        Assert.Equal(definition.GetHashCode(), copy.GetHashCode());
    }
}

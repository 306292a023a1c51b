using System.Text;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.AwsSignatureV4;

/// <summary>The library of the vendor signs the same random requests.</summary>
public class AwsOracleTests
{
    public static Arbitrary<string> Words() =>
        Gen.Elements(
            "a", "B", "7", "-", "_", ".x", "~", " ", "+", "%", "&", "=", "$", "!", "*", "'", "(", "ü", "😀", "@", ":",
            ",")
        .NonEmptyListOf().Select(string.Concat).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(AwsOracleTests)])]
    public void Both_signatures_are_equal(string segment, string name, string value, string body)
    {
        var oracle = new DefaultRequest(new GetCallerIdentityRequest(), "sts")
        {
            HttpMethod = "POST",
            ResourcePath = "/stage/" + "{segment}",
            Endpoint = new Uri("https://api.example.com"),
            Content = Encoding.UTF8.GetBytes(body),
            DeterminedSigningRegion = "eu-west-1",
            UseQueryString = true,
        };
        oracle.AddPathResource("{segment}", segment);
        oracle.Parameters[name] = value;
        oracle.Headers["Content-Type"] = "application/json";
        var config = new AmazonSecurityTokenServiceConfig { RegionEndpoint = Amazon.RegionEndpoint.EUWest1 };
        var result = new AWS4Signer()
            .SignRequest(oracle, config, new Amazon.Runtime.Internal.Util.RequestMetrics(), "AKID", "secret");

        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"https://api.example.com/stage/{Uri.EscapeDataString(segment)}?{Uri.EscapeDataString(name)}="
                + $"{Uri.EscapeDataString(value)}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new("application/json") },
            },
        };
        var method = new AwsSignatureV4Auth { Region = "eu-west-1", Service = "sts", IncludeContentSha256 = true };
        Signing.SignAsync(
            method,
            request,
            new(DateTime.SpecifyKind(result.DateTime, DateTimeKind.Utc)),
            ("accessKeyId", "AKID"),
            ("secretAccessKey", "secret")).GetAwaiter().GetResult();

        Assert.Equal(result.SignedHeaders, Between(request.Header("Authorization"), "SignedHeaders=", ","));
        Assert.EndsWith($"Signature={result.Signature}", request.Header("Authorization"), StringComparison.Ordinal);
    }

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];
}

using Versori.Connectors.Tests.Authentication.EveryMethod;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>
/// The example proofs of RFC 9449 pass the check that the tests apply to the engine's proofs, and only for their own
/// request and token.
/// </summary>
public sealed class DpopVectorTests
{
    private const string Header =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0Rs"
            + "cEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlA"
            + "tMjU2In19";

    // RFC 9449 §4.1, §5, §7.1.
    public static TheoryData<string, string, string, string?> Proofs => new()
    {
        {
            "eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2Vu"
                + "IiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK7"
                + "0nfbV37xRZT3Lg",
            "POST", "https://server.example.com/token", null
        },
        {
            "eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2Vu"
                + "IiwiaWF0IjoxNTYyMjY1Mjk2fQ.pAqut2IRDm_De6PR93SYmGBPXpwrAk90e8cP2hjiaG5QsGSuKDYW7_X620BxqhvYC8ynrrvZ"
                + "LTk41mSRroapUA",
            "POST", "https://server.example.com/token", null
        },
        {
            "eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90"
                + "ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0N"
                + "BcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLj"
                + "A",
            "GET", "https://resource.example.org/protectedresource", "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"
        },
    };

    [Theory]
    [MemberData(nameof(Proofs))]
    public void RFC_9449(string rest, string method, string url, string? token)
    {
        Assert.True(SignatureChecks.Dpop(Request(method, rest), url, token));
        Assert.False(SignatureChecks.Dpop(Request("PUT", rest), url, token));
        Assert.False(SignatureChecks.Dpop(Request(method, rest), $"{url}/other", token));
        Assert.False(SignatureChecks.Dpop(Request(method, rest[..^2] + "AA"), url, token));
        if (token is not null) Assert.False(SignatureChecks.Dpop(Request(method, rest), url, "another"));
    }

    private static RecordedRequest Request(string method, string rest) => new()
    {
        Method = method,
        Target = "/",
        Headers = new Dictionary<string, string> { ["DPoP"] = $"{Header}.{rest}" },
        Body = default,
    };
}

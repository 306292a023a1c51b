namespace Versori.Connectors.Tests.Authentication;

public sealed class BasicVectorTests
{
    // RFC 7617 §2, §2.1.
    [Theory]
    [InlineData("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]
    [InlineData("test", "123£", "Basic dGVzdDoxMjPCow==")]
    public async Task RFC_7617(string user, string password, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");

        await Signing.SignAsync(new BasicAuth(), request, default, ("username", user), ("password", password));

        Assert.Equal(expected, request.Header("Authorization"));
    }
}

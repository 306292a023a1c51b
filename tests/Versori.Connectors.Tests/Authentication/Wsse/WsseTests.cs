using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Authentication.Wsse;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Authentication.Wsse;

public class WsseTests
{
    // M. Pilgrim, "Atom Authentication" (xml.com, 2003): the example that sends its nonce in the form that is hashed.
    [Fact]
    public void A_token_equals_the_published_one()
    {
        var context = new ExpressionContext(
            new FakeTimeProvider(DateTimeOffset.Parse("2003-12-15T14:43:07Z")), random =>
                Convert.FromHexString("d36e316282959a9ed4c89851497a717f").CopyTo(random));

        Assert.Equal(
            "UsernameToken Username=\"bob\", PasswordDigest=\"quR/EWLAV4xLf9Zqyw4pDmfV9OY=\", "
                + "Nonce=\"d36e316282959a9ed4c89851497a717f\", Created=\"2003-12-15T14:43:07Z\"",
            new WsseAuthenticator(new() { EncodeNonce = false }, "bob", "taadtaadpstcsm", context).HeaderOf(context));
    }

    // UsernameToken Profile 1.0 §3.1, computed independently as a server does.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_accepts_the_digest_and_each_nonce_is_new(bool hexDigest)
    {
        var authenticator = Signing.Prepare(
            new WsseAuth { HexDigest = hexDigest },
            DateTimeOffset.UnixEpoch,
            ("username", "ada"),
            ("password", "pässword"))[0];
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
            var header = Regex.Match(
                request.Header("X-WSSE"),
                "^UsernameToken Username=\"ada\", PasswordDigest=\"(.+)\", Nonce=\"(.+)\", Created=\"(.+)\"$").Groups;
            nonces.Add(header[2].Value);
#pragma warning disable CA5350 // The profile is SHA-1.
            var hash = SHA1.HashData(
                [
                    .. Convert.FromBase64String(header[2].Value),
                    .. Encoding.UTF8.GetBytes($"{header[3].Value}pässword"),
                ]);
#pragma warning restore CA5350
            Assert.Equal(
                Convert.ToBase64String(hexDigest ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)) : hash),
                header[1].Value);
        }

        Assert.Equal(2, nonces.Count);
        Assert.Equal("WSSE profile=\"UsernameToken\"", request.Header("Authorization"));
        authenticator.Remove(request);
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\r\nb")]
    [InlineData("ädä")]
    public void A_user_name_that_would_break_the_header_is_refused(string username) => Assert.Equal(
        "username", Signing.Error(
            Assert.Throws<ConnectorException>(
                () => Signing.Prepare(new WsseAuth(), default, ("username", username), ("password", "p")))).Location);
}

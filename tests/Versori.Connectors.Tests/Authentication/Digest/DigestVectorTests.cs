using System.Net.Http.Headers;
using Versori.Connectors.Authentication.Digest;

namespace Versori.Connectors.Tests.Authentication.Digest;

public class DigestVectorTests
{
    private const string First =
        """Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={0}, """
            + """nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", """
            + """opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS" """;

    // RFC 7616 §3.9.1
    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_response_to_the_first_example_equals_that_of_the_rfc(string algorithm, string expected)
    {
        var challenge = Read(First.Replace("{0}", algorithm, StringComparison.Ordinal))!;

        var response = DigestResponse.Create(
            challenge, "Mufasa", "Circle of Life", "GET", "/dir/index.html", [], 1,
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        Assert.Equal(
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
                + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", "
                + $"algorithm={algorithm}, opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", qop=auth, "
                + $"nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", response=\"{expected}\"",
            response);
    }

    // RFC 7616 §3.9.2, with the hashes of erratum 4897: the printed hashes are truncated SHA-512.
    [Fact]
    public void The_response_to_the_second_example_hashes_the_user_name_with_sha_512_256()
    {
        var challenge = Read(
            """Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, """
                + """nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", """
                + """opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true""")!;

        var response = DigestResponse.Create(
            challenge,
            "J\u00E4s\u00F8n Doe",
            "Secret, or not?",
            "GET",
            "/doe.json",
            [],
            1,
            "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");

        Assert.Contains(
            "username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\"",
            response,
            StringComparison.Ordinal);
        Assert.Contains("userhash=true", response, StringComparison.Ordinal);
        Assert.EndsWith(
            "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"",
            response,
            StringComparison.Ordinal);
    }

    // RFC 2617 §3.5, whose response uses the older algorithm with qop=auth; RFC 2069 §2.4 (with its erratum)
    // has no qop.
    [Theory]
    [InlineData(
        """Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", """
            + """opaque="5ccc069c403ebaf9f0171e9517f40e41" """,
        "6629fae49393a05397450978507c4ef1")]
    [InlineData(
        """Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", """
            + """opaque="5ccc069c403ebaf9f0171e9517f40e41" """,
        "670fd8c2df070c60b045671b8b24ff02")]
    public void Challenges_of_older_rfcs_are_answered_in_the_older_form(string challenge, string expected)
    {
        var response = DigestResponse.Create(
            Read(challenge)!, "Mufasa", "Circle Of Life", "GET", "/dir/index.html", [], 1, "0a4f113b");

        Assert.EndsWith($"response=\"{expected}\"", response, StringComparison.Ordinal);
        Assert.DoesNotContain("algorithm", response, StringComparison.Ordinal);
    }

    [Fact]
    public void The_strongest_supported_challenge_is_used()
    {
        Assert.Equal(
            "SHA-256",
            Read(
                """Digest realm="r", nonce="n", algorithm=MD5, qop="auth" """,
                """Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth" """,
                """Digest realm="r", nonce="n", algorithm=SHA-1024""")!.AlgorithmName);
        Assert.Equal("auth-int", Read("""Digest realm="r", nonce="n", qop="auth-int,token" """)!.Qop);
        Assert.True(
            Read(
                """Digest realm="r", nonce="n", algorithm=md5-sess, stale=TRUE""")! is
            {
                IsSession: true,
                IsStale: true
            });
        Assert.Null(Read("""Digest realm="r", nonce="n", qop="token" """));
        Assert.Null(Read("""Digest realm="r" """));
        Assert.Null(Read("""Basic realm="r" """));
        Assert.Null(
            DigestChallenge.Strongest(Headers("""Digest realm="r", nonce="n", algorithm=MD5"""), refuseMd5: true));
    }

    [Fact]
    public void Quotation_marks_are_escaped_and_non_ascii_user_names_are_encoded()
    {
        var challenge = Read("""Digest realm="a \"b\"", nonce="n" """)!;

        Assert.Contains(
            """realm="a \"b\"",""",
            DigestResponse.Create(challenge, "x", "p", "GET", "/", [], 1, "c"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            """Digest username="a\"b\\c",""",
            DigestResponse.Create(challenge, "a\"b\\c", "p", "GET", "/", [], 1, "c"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Digest username*=UTF-8''J%C3%A4s%C3%B8n,",
            DigestResponse.Create(challenge, "J\u00E4s\u00F8n", "p", "GET", "/", [], 1, "c"),
            StringComparison.Ordinal);
    }

    private static DigestChallenge? Read(params string[] challenges) =>
        DigestChallenge.Strongest(Headers(challenges), refuseMd5: false);

    private static HttpResponseHeaders Headers(params string[] challenges)
    {
        var response = new HttpResponseMessage();
        foreach (var challenge in challenges) response.Headers.Add("WWW-Authenticate", challenge.Trim());
        return response.Headers;
    }
}

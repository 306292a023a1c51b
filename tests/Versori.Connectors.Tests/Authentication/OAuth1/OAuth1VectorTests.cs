using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.OAuth1;

namespace Versori.Connectors.Tests.Authentication.OAuth1;

public class OAuth1VectorTests
{
    private const string Rfc34Base =
        "POST&http%3A%2F%2Fexample.com%2Frequest&"
            + "a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9dj"
            + "dj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1371312"
            + "01%26oauth_token%3Dkkk9d7dh3k39sjv7";

    public static TheoryData<string, string, string, string, string, string> Requests() => new()
    {
        // RFC 5849 §1.2
        {
            "POST",
            "https://photos.example.net/initiate",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131200&"
                + "oauth_nonce=wIjqoS&oauth_callback=http://printer.example.com/ready",
            "kd94hf93k423kf44",
            "",
            "74KNZJeDHnMBp0EMJ9ZHt/XKycU="
        },
        {
            "POST",
            "https://photos.example.net/token",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_signature_method=HMAC-SHA1&oauth_token=hh5s93j4hdidpola&"
                + "oauth_timestamp=137131201&oauth_nonce=walatlh&oauth_verifier=hfdp7dh39dks9884",
            "kd94hf93k423kf44",
            "hdhd0244k9j7ao03",
            "gKgrFCywp7rO0OXSjdot/IHF7IU="
        },
        {
            "GET",
            "http://photos.example.net/photos?file=vacation.jpg&size=original",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_signature_method=HMAC-SHA1&oauth_token=nnch734d00sl2jdk&"
                + "oauth_timestamp=137131202&oauth_nonce=chapoH",
            "kd94hf93k423kf44",
            "pfkkdhi9sl3r4s00",
            "MdpQcU8iPSUjWoN/UDMsK2sui9I="
        },
        // OAuth Core 1.0 Appendix A.5
        {
            "GET",
            "http://photos.example.net/photos?file=vacation.jpg&size=original",
            "oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&oauth_signature_method=HMAC-SHA1&"
                + "oauth_timestamp=1191242096&oauth_nonce=kllo9940pd9333jh&oauth_version=1.0",
            "kd94hf93k423kf44",
            "pfkkdhi9sl3r4s00",
            "tR3+Ty81lMeYAr/Fid0kMTYa/WM="
        },
        // X (Twitter) documentation, "Creating a signature", with the URL of version 1.1 and of version 1
        {
            "POST",
            "https://api.twitter.com/1.1/statuses/update.json?include_entities=true",
            Twitter,
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
            "hCtSmYh+iHYCEqBWrE7C7hYmtUk="
        },
        {
            "POST",
            "https://api.twitter.com/1/statuses/update.json?include_entities=true",
            Twitter,
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
            "tnnArxj06cWHq44gCs1OSKk/jLY="
        },
    };

    private const string Twitter =
        "status=Hello Ladies %2B Gentlemen, a signed OAuth request!&oauth_consumer_key=xvz1evFS4wEEPTGEFPHBog&"
            + "oauth_nonce=kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg&oauth_signature_method=HMAC-SHA1&"
            + "oauth_timestamp=1318622958&oauth_token=370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb&"
            + "oauth_version=1.0";

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_signature_of_a_request_equals_the_published_one(
        string method, string url, string parameters, string consumerSecret, string tokenSecret, string expected)
    {
        var pairs = parameters.Split('&')
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1])));

        Assert.Equal(
            expected,
            Signer(OAuth1SignatureMethod.HmacSha1, consumerSecret, tokenSecret)
                .SignatureOf(OAuth1BaseString.Of(method, new(url), pairs)));
    }

    // RFC 5849 §3.4.1.1
    [Fact]
    public void The_base_string_equals_that_of_the_rfc() => Assert.Equal(Rfc34Base, OAuth1BaseString.Of(
        "post",
        new("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
        [
            new(
                "oauth_consumer_key",
                "9djdj82h48djs9d2"), new("oauth_token", "kkk9d7dh3k39sjv7"), new("oauth_signature_method", "HMAC-SHA1"),
            new("oauth_timestamp", "137131201"), new("oauth_nonce", "7d8f3e4a"), new("c2", ""), new("a3", "2 q"),
        ]));

    // oauthlib, tests/oauth1/rfc5849/test_signatures.py
    [Theory]
    [InlineData(OAuth1SignatureMethod.HmacSha1, "wsdNmjGB7lvis0UJuPAmjvX/PXw=")]
    [InlineData(OAuth1SignatureMethod.HmacSha256, "wdfdHUKXHbOnOGZP8WFAWMSAmWzN3EVBWWgXGlC/Eo4=")]
    [InlineData(
        OAuth1SignatureMethod.HmacSha512,
        "u/vlyZFDxOWOZ9UUXwRBJHvq8/T4jCA74ocRmn2ECnjUBTAeJiZIRU8hDTjS88Tz1fGONffMpdZxUkUTW3k1kg==")]
    [InlineData(
        OAuth1SignatureMethod.Plaintext, "ECrDNoq1VYzzzzzzzzzyAK7TwZNtPnkqatqZZZZ&just-a-string%20%20%20%20asdasd")]
    public void Every_signature_method_gives_the_result_of_oauthlib(
        OAuth1SignatureMethod method, string expected) =>
        Assert.Equal(
            expected,
            Signer(method, "ECrDNoq1VYzzzzzzzzzyAK7TwZNtPnkqatqZZZZ", "just-a-string    asdasd")
                .SignatureOf(Rfc34Base));

    [Theory]
    [InlineData(OAuth1SignatureMethod.RsaSha1, "SHA1")]
    [InlineData(OAuth1SignatureMethod.RsaSha256, "SHA256")]
    public void The_public_key_verifies_an_rsa_signature(OAuth1SignatureMethod method, string hash)
    {
        using var rsa = RSA.Create(2048);
        var signer = new OAuth1Signer(method, new("key", ""), new(rsa.ExportParameters(true)));

        Assert.True(
            rsa.VerifyData(
                Encoding.ASCII.GetBytes(Rfc34Base),
                Convert.FromBase64String(signer.SignatureOf(Rfc34Base)),
                new(hash),
                RSASignaturePadding.Pkcs1));
    }

    private static OAuth1Signer Signer(OAuth1SignatureMethod method, string consumerSecret, string tokenSecret) =>
        new(method, new OAuth1Credentials("key", consumerSecret, "token", tokenSecret));
}

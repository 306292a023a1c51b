using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.OAuth1;

public class OAuth1RequestTests
{
    private static readonly (string, string)[] Fields =
    [
        ("consumerKey", "ck&1"), ("consumerSecret", "cs"), ("token", "tk"), ("tokenSecret", "ts"),
    ];
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_500_000_000);

    // The test builds the base string from the request.
    [Theory]
    [InlineData(OAuth1Placement.Header)]
    [InlineData(OAuth1Placement.Query)]
    [InlineData(OAuth1Placement.Form)]
    public async Task A_signature_covers_the_sent_parameters_in_every_placement(OAuth1Placement placement)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "https://API.example.com:8443/a%20b?x=1&x=%C3%A4")
        { Content = Form("y=a+b&z=") };
        var authenticator = Signing.Prepare(
            new OAuth1Auth { Placement = placement, Realm = placement == OAuth1Placement.Header ? "12\"34" : null },
            Now,
            Fields)[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        var body = await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sent = QueryParameters.Decode(request.RequestUri!.Query)
            .Concat(QueryParameters.Decode(body)).Concat(HeaderOf(request)).ToList();
        var signature = Assert.Single(sent, pair => pair.Key == "oauth_signature").Value;
        var pairs = sent.Where(pair => pair.Key is not ("oauth_signature" or "realm"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
            .Order(StringComparer.Ordinal);
        var text =
            $"POST&{Uri.EscapeDataString("https://api.example.com:8443/a%20b")}&"
                + $"{Uri.EscapeDataString(string.Join('&', pairs))}";
        Assert.Equal(10, sent.Count(pair => pair.Key != "realm") - 1);
#pragma warning disable CA5350 // RFC 5849 §3.4.2 is SHA-1.
        Assert.Equal(Convert.ToBase64String(HMACSHA1.HashData("cs&ts"u8, Encoding.ASCII.GetBytes(text))), signature);
#pragma warning restore CA5350
        authenticator.Remove(request);
        Assert.Equal(
            ("?x=1&x=%C3%A4", "y=a+b&z=", false),
            (
                request.RequestUri.Query,
                await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                request.Headers.Contains("Authorization")));
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_is_hashed_if_configured()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        await Signing.SignAsync(
            new OAuth1Auth { IncludeBodyHash = true, SignatureMethod = OAuth1SignatureMethod.HmacSha256 },
            request,
            Now,
            Fields);
        Assert.Contains(new("oauth_body_hash", Convert.ToBase64String(SHA256.HashData("{}"u8))), HeaderOf(request));
    }

    [Fact]
    public async Task A_key_that_is_not_rsa_is_refused_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() =>
            Signing.SignAsync(
                new OAuth1Auth { SignatureMethod = OAuth1SignatureMethod.RsaSha1 },
                request,
                Now,
                ("consumerKey", "k"),
                ("privateKey", TestKeys.Ed25519Jwk)));
        Assert.Equal("privateKey", Signing.Error(exception).Location);
    }

    // RFC 5849 §3.5.2: only a form can contain the parameters.
    [Theory]
    [InlineData("GET", null)]
    [InlineData("DELETE", null)]
    [InlineData("POST", "application/json")]
    [InlineData("PUT", "text/plain")]
    public async Task A_request_whose_body_is_not_a_form_has_the_parameters_in_the_header(string method, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "https://x.example/a?b=c");
        if (type is not null) request.Content = new StringContent("{\"a\":1}", Encoding.UTF8, type);
        var content = request.Content;
        var authenticator = Signing.Prepare(new OAuth1Auth { Placement = OAuth1Placement.Form }, Now, Fields)[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(HeaderOf(request), pair => pair.Key == "oauth_signature");
        if (content is not null)
            Assert.Equal("{\"a\":1}", await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("?b=c", request.RequestUri!.Query);
        authenticator.Remove(request);
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task A_request_that_has_no_body_yet_gets_a_form()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example/a");

        await Signing.SignAsync(new OAuth1Auth { Placement = OAuth1Placement.Form }, request, Now, Fields);

        var body = await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("oauth_signature=", body, StringComparison.Ordinal);
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300)]
    public bool The_order_of_parameters_does_not_matter(string?[] names, string? value)
    {
        var pairs = names.Select((name, index) => KeyValuePair.Create(name ?? "", $"{value}{index}")).ToArray();
        return OAuth1BaseString.Of("GET", new("https://x.example/"), pairs) == OAuth1BaseString
            .Of("GET", new("https://x.example/"), pairs.Reverse());
    }

    private static IEnumerable<KeyValuePair<string, string>> HeaderOf(HttpRequestMessage request) =>
        request.Headers.Contains("Authorization")
        ? request.Header("Authorization")["OAuth ".Length..]
            .Split(", ").Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1].Trim('"'))))
        : [];

    private static ByteArrayContent Form(string text) =>
        new(Encoding.UTF8.GetBytes(text))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
        };
}

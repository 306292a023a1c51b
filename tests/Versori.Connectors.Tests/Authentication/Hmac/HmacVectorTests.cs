using System.Net.Http.Headers;
using System.Text;

namespace Versori.Connectors.Tests.Authentication.Hmac;

/// <summary>The worked examples of vendors' documentation, each expressed as settings of one method.</summary>
public class HmacVectorTests
{
    private const string BinanceSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    private static readonly HmacSignatureAuth Binance = new()
    {
        StringToSign = "{query}{body}",
        TimestampFormat = "unixMs",
        Placements =
        [
            new() { Name = "X-MBX-APIKEY", Value = "{keyId}" },
            new() { In = CredentialLocation.Query, Name = "signature", Value = "{signature}" },
        ],
    };

    // Binance Spot API documentation, "SIGNED Endpoint Examples": all parameters in the query, and parameters in
    // query and body.
    [Theory]
    [InlineData(
        "?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&"
            + "timestamp=1499827319559",
        "",
        "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData(
        "?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC",
        "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
        "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77")]
    public async Task Query_and_body_are_signed_and_the_signature_is_appended(
        string query, string body, string expected)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"https://api.binance.com/api/v3/order{query}")
        { Content = Form(body) };

        await Signing.SignAsync(Binance, request, default, ("keyId", "id"), ("secret", BinanceSecret));

        Assert.Equal($"{query}&signature={expected}", request.RequestUri!.Query);
        Assert.Equal("id", request.Header("X-MBX-APIKEY"));
    }

    // The same example. The method adds the timestamp.
    [Fact]
    public async Task A_placed_timestamp_is_signed()
    {
        var method = Binance with
        {
            Placements =
            [
                new() { In = CredentialLocation.Query, Name = "timestamp", Value = "{timestamp}" },
                .. Binance.Placements,
            ],
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            "https://api.binance.com/api/v3/order?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&"
                + "price=0.1&recvWindow=5000");

        await Signing.SignAsync(
            method,
            request,
            DateTimeOffset.FromUnixTimeMilliseconds(1499827319559),
            ("keyId", "id"),
            ("secret", BinanceSecret));

        Assert.EndsWith(
            "&timestamp=1499827319559&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
            request.RequestUri!.Query,
            StringComparison.Ordinal);
    }

    // Kraken REST API documentation, "Authentication".
    [Fact]
    public async Task A_base64_key_signs_bytes_that_contain_a_hash()
    {
        var method = new HmacSignatureAuth
        {
            Algorithm = HmacAlgorithm.Sha512,
            Encoding = SignatureEncoding.Base64,
            KeyFormat = KeyFormat.Base64,
            TimestampFormat = "unixMs",
            StringToSign = "{path | bytes(timestamp + body | sha256)}",
            Placements =
            [
                new() { Name = "API-Key", Value = "{keyId}" },
                new() { Name = "API-Sign", Value = "{signature}" },
            ],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.kraken.com/0/private/AddOrder")
        {
            Content = Form("nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"),
        };

        await Signing.SignAsync(
            method,
            request,
            DateTimeOffset.FromUnixTimeMilliseconds(1616492376594),
            ("keyId", "id"),
            ("secret", "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="));

        Assert.Equal(
            "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==",
            request.Header("API-Sign"));
    }

    // Azure Cosmos DB REST API documentation, "Constructing the hashed token signature". Its hexadecimal is in lower
    // case.
    [Fact]
    public async Task A_lower_cased_string_is_signed()
    {
        var method = new HmacSignatureAuth
        {
            Fields = [new() { Name = "masterKey" }],
            Encoding = SignatureEncoding.Base64,
            Key = "{masterKey}",
            KeyFormat = KeyFormat.Base64,
            TimestampFormat = "rfc1123",
            StringToSign =
                "{method | lower}\n{header.x-resource-type | lower}\n{header.x-resource-link}\n{timestamp | lower}\n\n",
            Placements =
            [
                new() { Name = "x-ms-date", Value = "{timestamp | lower}" },
                new() { Name = "Authorization", Value = "{\"type=master&ver=1.0&sig=\" + signature | urlEncode}" },
            ],
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://account.documents.azure.com/dbs/ToDoList")
        {
            Headers = { { "x-resource-type", "dbs" }, { "x-resource-link", "dbs/ToDoList" } },
        };

        await Signing.SignAsync(
            method,
            request,
            DateTimeOffset.Parse("2017-04-27T00:51:12Z"),
            ("masterKey", "dsZQi3KtZmCv1ljt3VNWNm7sQUF1y5rJfC6kv5JiwvW0EndXdDku/dkKBp8/ufDToSxLzR4y+O/0H/t4bQtVNw=="));

        Assert.Equal(
            "type%3dmaster%26ver%3d1.0%26sig%3dc09PEVJrgp2uQRkr934kFbTqhByc7TVr3OHyqlu%2bc%2bc%3d",
            request.Header("Authorization"),
            ignoreCase: true);
    }

    // Twilio documentation, "Validating requests are coming from Twilio", with the values in the tests
    // of its libraries.
    [Fact]
    public async Task A_url_with_the_sorted_values_of_a_form_is_signed()
    {
        var method = new HmacSignatureAuth
        {
            Algorithm = HmacAlgorithm.Sha1,
            Encoding = SignatureEncoding.Base64,
            StringToSign = "{url}{sortedFormValues}",
            Placements = [new() { Name = "X-Twilio-Signature", Value = "{signature}" }],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://mycompany.com/myapp.php?foo=1&bar=2")
        {
            Content = Form(
                "To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE"),
        };

        await Signing.SignAsync(method, request, default, ("keyId", "id"), ("secret", "12345"));

        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", request.Header("X-Twilio-Signature"));
    }

    // GitHub documentation, "Validating webhook deliveries", and stripe-dotnet's EventUtilityTest and Slack's
    // documentation use the same parts.
    [Fact]
    public async Task A_body_is_signed_and_the_signature_has_a_prefix()
    {
        var method = new HmacSignatureAuth
        {
            StringToSign = "{body}",
            Placements = [new() { Name = "X-Hub-Signature-256", Value = "sha256={signature}" }],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StringContent("Hello, World!"),
        };

        await Signing.SignAsync(method, request, default, ("keyId", ""), ("secret", "It's a Secret to Everybody"));

        Assert.Equal(
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            request.Header("X-Hub-Signature-256"));
    }

    // Slack documentation, "Verifying requests from Slack".
    [Fact]
    public async Task A_version_a_timestamp_and_a_body_are_signed()
    {
        var method = new HmacSignatureAuth
        {
            StringToSign = "v0:{timestamp}:{body}",
            Placements = [new() { Name = "X-Slack-Signature", Value = "v0={signature}" }],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = Form(
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
                    + "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&"
                    + "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGl"
                    + "gcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
        };

        await Signing.SignAsync(
            method,
            request,
            DateTimeOffset.FromUnixTimeSeconds(1531420618),
            ("keyId", ""),
            ("secret", "8f742231b10e8888abcd99yyyzzz85a5"));

        Assert.Equal(
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", request.Header("X-Slack-Signature"));
    }

    // AWS General Reference, "Signature Version 2": the query is signed in the order of its names.
    [Fact]
    public async Task A_sorted_query_is_signed()
    {
        var method = new HmacSignatureAuth
        {
            Encoding = SignatureEncoding.Base64,
            StringToSign = "{method}\n{host}\n{path}\n{sortedQuery}",
            Placements = [new() { In = CredentialLocation.Query, Name = "Signature", Value = "{signature}" }],
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            "https://elasticmapreduce.amazonaws.com/?Version=2009-03-31&Action=DescribeJobFlows&SignatureVersion=2&"
                + "SignatureMethod=HmacSHA256&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Timestamp=2011-10-03T15%3A19%3A30");

        await Signing.SignAsync(
            method, request, default, ("keyId", "id"), ("secret", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

        Assert.EndsWith(
            "&Signature=i91nKc4PWAt0JJIdXwz9HxZCJDdiy6cf%2FMj6vPxyYIs%3D",
            request.RequestUri!.AbsoluteUri,
            StringComparison.Ordinal);
    }

    // Amazon S3 developer guide (2006-03-01), "Signing and authenticating REST requests": the object GET.
    [Fact]
    public async Task A_header_of_the_request_is_signed()
    {
        var method = new HmacSignatureAuth
        {
            Algorithm = HmacAlgorithm.Sha1,
            Encoding = SignatureEncoding.Base64,
            StringToSign = "{method}\n\n\n{header.Date}\n/johnsmith{path}",
            Placements = [new() { Name = "Authorization", Value = "AWS {keyId}:{signature}" }],
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "https://johnsmith.s3.amazonaws.com/photos/puppy.jpg");
        request.Headers.TryAddWithoutValidation("Date", "Tue, 27 Mar 2007 19:36:42 +0000");

        await Signing.SignAsync(
            method,
            request,
            default,
            ("keyId", "AKIAIOSFODNN7EXAMPLE"),
            ("secret", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

        Assert.Equal("AWS AKIAIOSFODNN7EXAMPLE:bWq2s1WEIj+Ydj0vQ697zp+IXMU=", request.Header("Authorization"));
    }

    // The README of Hawk: time, nonce, method, resource, host, port, hash (none) and application data, line by line.
    [Fact]
    public async Task The_lines_of_a_custom_protocol_are_signed()
    {
        var method = new HmacSignatureAuth
        {
            Fields = [new() { Name = "id" }, new() { Name = "key" }],
            Key = "{key}",
            Encoding = SignatureEncoding.Base64,
            StringToSign =
                "hawk.1.header\n{timestamp}\nj4h3g2\n{method}\n{pathAndQuery}"
                    + "\nexample.com\n8000\n\nsome-app-ext-data\n",
            Placements =
            [
                new()
                {
                    Name = "Authorization",
                    Value =
                        "Hawk id=\"{id}\", ts=\"{timestamp}\", nonce=\"j4h3g2\", ext=\"some-app-ext-data\", "
                            + "mac=\"{signature}\"",
                },
            ],
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://example.com:8000/resource/1?b=1&a=2");

        await Signing.SignAsync(
            method,
            request,
            DateTimeOffset.FromUnixTimeSeconds(1353832234),
            ("id", "dh37fgj492je"),
            ("key", "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"));

        Assert.Equal(
            "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"j4h3g2\", ext=\"some-app-ext-data\", "
                + "mac=\"6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=\"",
            request.Header("Authorization"));
    }

    private static ByteArrayContent Form(string text) =>
        new(Encoding.UTF8.GetBytes(text))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
        };
}

using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Authentication.Hmac;

public class HmacSignatureTests
{
    private const string Key = "s3crët";

    private static readonly HmacSignatureAuth Method = new()
    {
        StringToSign = "{method}\n{pathAndQuery}\n{header.x-nonce}\n{timestamp}\n{bodySha256}",
        Placements =
        [
            new() { Name = "Authorization", Value = "HMAC {keyId}:{signature}" },
            new() { Name = "X-Nonce", Value = "{nonce}" },
            new() { Name = "X-Timestamp", Value = "{timestamp}" },
            new() { In = CredentialLocation.Query, Name = "key", Value = "{keyId}" },
        ],
    };

    [Fact]
    public async Task A_server_verifies_the_signature_also_after_a_redirect_with_another_nonce()
    {
        await using var engine = await EngineFixture.StartAsync();
        engine.System.AcceptApiKey("never");
        var client = await ConnectAsync(engine, Method);
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"../redirect?status=307&to={Uri.EscapeDataString(new Uri(engine.System.Api, "ärger?a=%20b").AbsoluteUri)}")
        {
            Content = new StringContent("bödy"),
        };

        (await client.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();

        var arrived = engine.System.Server.Requests;
        Assert.Equal(2, arrived.Count);
        Assert.All(arrived, seen => Assert.Equal($"HMAC id:{Expected(seen)}", seen.Authorization));
        Assert.NotEqual(arrived[0].Headers["X-Nonce"], arrived[1].Headers["X-Nonce"]);
        Assert.StartsWith("/api/", arrived[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_another_origin_carries_no_signature_and_no_key()
    {
        await using var engine = await EngineFixture.StartAsync();
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var client = await ConnectAsync(engine, Method);

        (
            await client.GetAsync(
                $"../redirect?to={Uri.EscapeDataString(new Uri(other.BaseAddress, "/x?key=id&a=1").AbsoluteUri)}",
                TestContext.Current.CancellationToken)).Dispose();

        var seen = Assert.Single(other.Requests);
        Assert.Equal("/x?a=1", seen.Target);
        Assert.Empty(seen.Headers.Keys.Intersect(["Authorization", "X-Nonce", "X-Timestamp"]));
    }

    [Fact]
    public async Task Form_and_json_fields_are_placed_signed_and_replaced()
    {
        var method = new HmacSignatureAuth
        {
            StringToSign = "{body}",
            Placements =
            [
                new() { In = CredentialLocation.Body, Name = "nonce", Value = "{timestamp}" },
                new() { In = CredentialLocation.Body, Name = "sig", Value = "{signature}" },
            ],
        };
        foreach (var (content, unsigned, signed) in ((HttpContent, string, string)[])[
            (
                new StringContent("a=1&nonce=old", Encoding.UTF8, "application/x-www-form-urlencoded"),
                "a=1&nonce=7",
                "a=1&nonce=7&sig={0}"),
            (
                new StringContent("""{"a":1.50,"nonce":"old"}""", Encoding.UTF8, "application/json"),
                """{"a":1.50,"nonce":"7"}""",
                """{{"a":1.50,"nonce":"7","sig":"{0}"}}""")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example") { Content = content };
            var authenticator = Assert.Single(
                Signing.Prepare(method, DateTimeOffset.FromUnixTimeSeconds(7), ("keyId", "id"), ("secret", Key)));

            await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
            await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

            var expected = Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(unsigned)));
            Assert.Equal(
                string.Format(signed, expected),
                await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_stream_is_signed_and_sent_and_a_too_long_one_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StreamContent(new OnceStream("body"u8.ToArray())),
        };
        await Signing.SignAsync(
            Method with { StringToSign = "{body}" }, request, default, ("keyId", "id"), ("secret", Key));
        Assert.Equal("body", await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.EndsWith(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), "body"u8)),
            request.Header("Authorization"),
            StringComparison.Ordinal);

        using var large = new HttpRequestMessage(HttpMethod.Post, "https://x.example")
        {
            Content = new StreamContent(new OnceStream(new byte[BufferedRequestBody.MaximumBufferedBytes + 1])),
        };
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Signing.SignAsync(Method, large, default, ("keyId", "id"), ("secret", Key)));
        Assert.Equal(("body", ConnectorErrorCode.InvalidArgument), (Signing.Error(exception).Location, exception.Code));
    }

    [Theory]
    [InlineData("id\r\nX-Evil: 1", Key, KeyFormat.Text, "keyId")]
    [InlineData("ïd", Key, KeyFormat.Text, "keyId")]
    [InlineData("id", "not base64!", KeyFormat.Base64, "secret")]
    [InlineData("id", "abc", KeyFormat.Hex, "secret")]
    [InlineData("id", "", KeyFormat.Text, "secret")]
    public async Task An_invalid_field_is_named_and_its_value_is_not_shown(
        string keyId, string secret, KeyFormat format, string location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                Signing.SignAsync(
                    Method with { KeyFormat = format }, request, default, ("keyId", keyId), ("secret", secret)));

        Assert.Equal(
            (location, ConnectorErrorCode.InvalidCredential), (Signing.Error(exception).Location, exception.Code));
        Assert.False(request.Headers.Contains("Authorization"));
        if (secret.Length > 0) Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_signed_header_is_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                Signing.SignAsync(
                    Method with { StringToSign = "{header.x-date}" },
                    request,
                    default,
                    ("keyId", "id"),
                    ("secret", Key)));
        Assert.Equal("header.x-date", Signing.Error(exception).Location);
    }

    [Fact]
    public async Task Errors_in_a_definition_are_reported_by_json_pointer()
    {
        await using var engine = await EngineFixture.StartAsync();
        var method = new HmacSignatureAuth
        {
            Fields = [new() { Name = "secret" }, new() { Name = "path" }],
            Key = "{secret + timestamp}",
            KeyFormat = KeyFormat.Jwk,
            StringToSign = "{signature}{unknown}",
            TimestampFormat = "%",
            Placements = [new() { Name = "X Y", Value = "{timestamp}" }],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => engine.PublishAsync(engine.Definition("system", method)));

        Assert.Equal(
            [
                "fields/1/name", "key", "keyFormat", "placements", "placements/0/name", "stringToSign", "stringToSign",
                "timestampFormat",
            ],
            exception.Errors.Select(error => error.Location!["/authMethods/0/".Length..])
                .Order(StringComparer.Ordinal));
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300)]
    public bool Signing_a_request_twice_gives_the_same_result(string? path, string? body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new UriBuilder("https", "x.example", 443, path ?? "").Uri)
        { Content = new StringContent(body ?? "") };
        var authenticator = Signing.Prepare(
            Method with
            {
                Placements = Method.Placements.Skip(2).Prepend(Method.Placements[0]).ToArray(),
                StringToSign = "{url}{body}",
            },
            default,
            ("keyId", "id"),
            ("secret", Key))[0];
        var first = Sign();
        return first == Sign();

        string Sign()
        {
            authenticator.ApplyAsync(request, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return request.Header("Authorization") + request.RequestUri;
        }
    }

    private static string Expected(RecordedRequest seen)
    {
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(seen.Body.Span));
        var text = string.Join(
            '\n', seen.Method, seen.Target, seen.Headers["X-Nonce"], seen.Headers["X-Timestamp"], bodyHash);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<HttpClient> ConnectAsync(EngineFixture engine, HmacSignatureAuth method)
    {
        var connector = await engine.PublishAsync(engine.Definition("system", method));
        return engine.Clients.CreateClient(await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.For(
                method.Id, new Dictionary<string, string> { ["keyId"] = "id", ["secret"] = Key }),
            CheckCredential = false,
        }));
    }

    /// <summary>A stream that can be read once and has no known length.</summary>
    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    // The parameters of the query and of a form, percent-encoded first and then sorted, as several systems require.
    [Theory]
    [InlineData("GET", "?name=A%20B&b=%7E1&a=%C3%A4+x&a=2", null, "a=%C3%A4%20x&a=2&b=~1&name=A%20B")]
    [InlineData("POST", "", "z=1&B=%2f&a=x+y&a=%41", "B=%2F&a=A&a=x%20y&z=1")]
    [InlineData("POST", "?q=1", "p=2", "p=2&q=1")]
    [InlineData("GET", "", null, "")]
    public async Task Parameters_are_signed_percent_encoded_and_sorted(
        string method, string query, string? form, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"https://x.example/a{query}");
        if (form is not null)
        {
            request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        await Signing.SignAsync(
            Method with
            {
                StringToSign = "{sortedParameters}|{sortedForm}",
                Placements = [new() { Name = "X-Signature", Value = "{signature}" }],
            },
            request,
            default,
            ("keyId", "k"),
            ("secret", Key));

        var signed = $"{expected}|{(form is null ? "" : query.Length > 0 ? "p=2" : expected)}";
        Assert.Equal(
            Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(signed))),
            request.Header("X-Signature"));
    }
}
